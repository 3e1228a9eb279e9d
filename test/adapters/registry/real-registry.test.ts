import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegistryFolder } from '../../../backend/adapters/registry/git-registry-folder.ts';
import { runGit } from '../../../backend/adapters/git/run-git.ts';
import { rewritePin } from '../../../backend/core/pin/rewrite-pin.ts';
import { inspectEntry } from '../../../backend/core/pin/validate-entry.ts';
import { GIT_ENVIRONMENT, hasGit } from '../../fixtures/registry/make-registry.ts';
import { commitOf } from '../../fixtures/registry/server-yaml.ts';

const bundle = process.env['MCP_TRUST_REGISTRY_BUNDLE'] ?? '';
const { signal } = new AbortController();

describe.skipIf(!hasGit() || !existsSync(bundle))('when every pin of the real registry is moved (MCP_TRUST_REGISTRY_BUNDLE)', { timeout: 120_000 }, () => {
  let work: string;
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'real-registry-'));
    execFileSync('git', ['clone', '--quiet', '-b', 'cut', bundle, work], { env: GIT_ENVIRONMENT });
  });
  afterAll(() => { rmSync(work, { recursive: true, force: true }); });
  const git = (...args: string[]): string => execFileSync('git', ['-C', work, ...args], { env: GIT_ENVIRONMENT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

  it('changes one line of one file each', async () => {
    const folder = openRegistryFolder(work, runGit);
    const { files, problems } = await folder.listFiles('HEAD', signal);
    expect(problems).toEqual([]);
    const pinned = files.filter((file) => inspectEntry(file.text, file).source !== null);
    expect(pinned.length).toBeGreaterThan(200);
    const parent = git('rev-parse', 'HEAD').trim();
    const commits = await folder.commitPins(pinned.map(({ server, file, text }) => ({ server, file, text: rewritePin(text, commitOf('d')), message: `${server}\n`, date: '2026-01-01T00:00:00.000Z', parent })), signal);
    const log = git('log', '--no-walk=unsorted', '--format=%x01%s', '--numstat', ...commits.values());
    expect(log.split('\x01').slice(1).map((entry) => entry.trim().split(/\s+/))).toEqual(pinned.map(({ server, file }) => [server, '1', '1', file]));
    expect(git('status', '--porcelain')).toBe('');
  });
});
