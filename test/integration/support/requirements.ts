import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { AGENT_VERSIONS } from '../../../backend/sandboxed/protocol/agent-image.ts';
import { cosignBinary, type CosignVersion } from './cosign.ts';
import { tools } from './tools.ts';

/** A real counterpart that some tests run against. */
export type Requirement = 'engine' | 'registry' | 'browser' | 'cosign' | 'containerd' | 'compose' | 'agents';

/** Names the requirements (comma-separated) whose absence is a failure, not a skip. */
const REQUIRED = new Set((process.env['MCP_TRUST_REQUIRE'] ?? '').split(',').map((name) => name.trim()));

const detected = new Map<Requirement, boolean>();

const detectors: Readonly<Record<Requirement, () => boolean>> = {
  engine: hasEngine,
  registry: hasRegistry,
  browser: hasBrowser,
  cosign: () => hasCosign(2) && hasCosign(3),
  containerd: hasContainerdStore,
  compose: hasCompose,
  agents: hasAgents,
};

/** Groups tests that need real counterparts: skipped by name where one is absent, failing where it is required. */
export function describeWith(needs: Requirement | readonly Requirement[], name: string, tests: () => void): void {
  const list = typeof needs === 'string' ? [needs] : needs;
  const missing = list.filter((requirement) => !has(requirement));
  const required = missing.filter((requirement) => REQUIRED.has(requirement));
  const title = `${name} [needs ${list.join(', ')}]`;
  if (required.length === 0) {
    describe.skipIf(missing.length > 0)(title, tests);
    return;
  }
  describe(title, () => {
    it('finds what it needs', () => {
      throw new Error(`absent, but required by MCP_TRUST_REQUIRE: ${required.join(', ')}`);
    });
  });
}

/** Whether a counterpart is there; asked once a process. */
export function has(requirement: Requirement): boolean {
  const known = detected.get(requirement) ?? detectors[requirement]();
  detected.set(requirement, known);
  return known;
}

/** A Docker engine that answers. */
export function hasEngine(): boolean {
  return works('docker', ['version', '--format', '{{.Server.Version}}']);
}

/** A real registry server, and the tool that writes its password file. */
export function hasRegistry(): boolean {
  return works('docker-registry', ['--version']) && works('htpasswd', ['-nbB', 'user', 'password']);
}

export function hasCosign(version: CosignVersion): boolean {
  return works(cosignBinary(version), ['version']);
}

/** An engine with the containerd image store, and the right to start it in a namespace of its own. */
export function hasContainerdStore(): boolean {
  const programs = ['usr/sbin/dockerd', 'usr/bin/containerd', 'usr/bin/docker'];
  const present = programs.every((path) => existsSync(join(tools.trixie, path)));
  return present && hasRegistry() && works('unshare', ['--net', '--mount', 'ip', 'link', 'set', 'lo', 'up']);
}

export function hasBrowser(): boolean {
  return existsSync(tools.chromium);
}

export function hasCompose(): boolean {
  return works(tools.compose, ['version']);
}

/** The published command lines of agents, which a package registry gives: several hundred megabytes, fetched by the test that needs them. */
export function hasAgents(): boolean {
  return hasEngine() && works('npm', ['view', `@openai/codex@${AGENT_VERSIONS.codex}`, 'version']);
}

function works(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 15_000 }).status === 0;
}
