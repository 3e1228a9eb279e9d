import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { BOX_LIMITS } from '../../../backend/adapters/sandbox/box-limits.ts';
import { composeFile } from '../../../backend/adapters/sandbox/print-compose.ts';

const file = composeFile({ image: 'inspector:1', agentImage: 'agents:1' });
const services = z.object({ services: z.record(z.string(), z.looseObject({})) }).parse(parse(file)).services;

describe('when the containers of a review are printed as a Compose file', () => {
  it.each([['fetch', 'fetch'], ['proxy', 'proxy'], ['reviewer', 'agent']] as const)('gives %s every barrier that the product sets', (name, kind) => {
    const limits = BOX_LIMITS[kind];
    expect(services[name]).toMatchObject({
      read_only: true, privileged: false, cap_drop: ['ALL'], init: true, ipc: 'private', cgroup: 'private', logging: { driver: 'none' }, restart: 'no', pull_policy: 'never',
      mem_limit: limits.memoryBytes, memswap_limit: limits.memoryBytes, pids_limit: limits.pids, cpu_quota: limits.cpuQuota, ulimits: { core: { soft: 0, hard: 0 }, nofile: { soft: limits.openFiles } },
      security_opt: ['no-new-privileges:true', expect.stringMatching(/^seccomp:\.\/seccomp-[a-z]+\.json$/) as unknown],
      tmpfs: [expect.stringContaining(`noexec,nosuid,nodev,size=${limits.temporaryBytes}`) as unknown],
    });
  });

  it('gives the reviewer no network, and no mount that it can write to', () => {
    expect(services['reviewer']).toMatchObject({ network_mode: 'none', volumes: [{ target: '/source', read_only: true }, { target: '/run/inference', read_only: true }] });
    expect(services['reviewer']).not.toHaveProperty('networks');
    expect(services['proxy']).toMatchObject({ networks: ['proxy'] });
    expect(services['fetch']).toMatchObject({ networks: ['fetch'] });
  });

  it('holds both profiles, and lets the reviewer speak to Unix sockets alone', () => {
    const profile = (name: string): unknown => JSON.parse(new RegExp(`^#${name} (.*)$`, 'm').exec(file)?.[1] ?? '');
    const socketsOf = (name: string): number => z.object({ syscalls: z.array(z.object({ names: z.array(z.string()) })) }).parse(profile(name)).syscalls.filter(({ names }) => names.includes('socket')).length;
    expect(socketsOf('reviewer')).toBe(1);
    expect(socketsOf('network')).toBe(3);
  });

  it('asks for the image of the agents where none is named', () => {
    expect(composeFile({ image: 'inspector:1' })).toContain('${MCP_TRUST_AGENTS_IMAGE:?');
  });
});
