import { describe, expect, it } from 'vitest';
import { BOX_LIMITS } from '../../../backend/adapters/sandbox/box-limits.ts';
import { hasNetwork, toContainerSettings } from '../../../backend/adapters/sandbox/box-settings.ts';
import { BOX_KINDS, boxPlan, SURROUNDINGS } from './support/box-plans.ts';

const MEGABYTE = 1024 * 1024;

describe.each(BOX_KINDS)('when a box for %s is planned', (kind) => {
  const { config, hostConfig } = toContainerSettings(boxPlan({ kind }), SURROUNDINGS);
  const limits = BOX_LIMITS[kind];

  it('is shut in', () => {
    expect(hostConfig).toMatchObject({
      ReadonlyRootfs: true, CapDrop: ['ALL'], CapAdd: [], Privileged: false, IpcMode: 'private', CgroupnsMode: 'private', PidMode: '', UTSMode: '', UsernsMode: '', Init: true,
      Binds: [], VolumesFrom: [], Devices: [], DeviceRequests: [], PortBindings: {}, PublishAllPorts: false, NetworkMode: 'none',
    });
    expect(hostConfig['SecurityOpt']).toContain('no-new-privileges:true');
    expect(hostConfig['SecurityOpt']).toContainEqual(expect.stringMatching(/^seccomp=\{"defaultAction":"SCMP_ACT_ERRNO"/));
  });

  it('is bounded in memory, processors, processes, files, shared memory and logs', () => {
    expect(hostConfig).toMatchObject({
      Memory: limits.memoryBytes, MemorySwap: limits.memoryBytes, PidsLimit: limits.pids, CpuQuota: limits.cpuQuota, ShmSize: 16 * MEGABYTE, OomKillDisable: false,
      Ulimits: [{ Name: 'core', Soft: 0, Hard: 0 }, { Name: 'nofile', Soft: limits.openFiles, Hard: limits.openFiles }],
      LogConfig: { Type: 'none' }, RestartPolicy: { Name: 'no' },
    });
    expect(JSON.stringify(hostConfig['Tmpfs'])).toContain(`rw,noexec,nosuid,nodev,size=${limits.temporaryBytes},nr_inodes=${limits.temporaryFiles},`);
    expect(limits.memoryBytes).toBeLessThanOrEqual(1024 * MEGABYTE);
    expect(limits.temporaryBytes).toBeLessThan(limits.memoryBytes);
  });

  it('mounts volumes alone, and never copies from the image into them', () => {
    expect(hostConfig['Mounts']).toEqual([{ Type: 'volume', Source: 'source-1', Target: '/source', ReadOnly: true, VolumeOptions: { NoCopy: true } }]);
  });

  it('runs no check of the image, has no terminal, and is nobody but for the box that writes source', () => {
    expect(config).toMatchObject({ Healthcheck: { Test: ['NONE'] }, Tty: false, OpenStdin: true, StdinOnce: true, User: kind === 'fetch' ? '0:0' : '65532:65532' });
  });
});

describe('when settings are made of a plan', () => {
  it('gives a network to the fetch and to the proxy alone', () => {
    expect(BOX_KINDS.filter(hasNetwork)).toEqual(['fetch', 'proxy']);
  });

  it('keeps to the bounds that are promised', () => {
    expect(BOX_LIMITS.toolBox).toMatchObject({ pids: 64, memoryBytes: 512 * MEGABYTE });
    expect(BOX_LIMITS.analysis).toMatchObject({ pids: 256, memoryBytes: 512 * MEGABYTE });
    expect(BOX_LIMITS.agent).toMatchObject({ pids: 256, memoryBytes: 1024 * MEGABYTE });
  });

  it.each([
    ['the sandbox’s own program', boxPlan({ command: ['analyse', 'x'] }), ['node', '/backend/sandboxed.js'], ['analyse', 'x']],
    ['the command of an agent’s image', boxPlan({ kind: 'agent', command: ['/bin/agent', 'x'] }), ['/bin/agent', 'x'], []],
  ])('runs %s whatever the image starts by itself', (_name, plan, entrypoint, command) => {
    expect(toContainerSettings(plan, SURROUNDINGS).config).toMatchObject({ Entrypoint: entrypoint, Cmd: command });
  });

  it('lets a plan set variables, even its own home', () => {
    const { config } = toContainerSettings(boxPlan({ environment: { HOME: '/work', MODE: 'x' } }), SURROUNDINGS);
    expect(config['Env']).toEqual(['HOME=/work', 'LANG=C.UTF-8', 'MODE=x']);
  });

  it.each([
    ['analysis', false, false],
    ['analysis', true, false],
    ['toolBox', true, false],
    ['agent', false, false],
    ['agent', true, true],
    ['fetch', false, true],
    ['proxy', false, true],
  ] as const)('lets a box for %s (loopback asked for: %s) make internet sockets: %s', (kind, needsLoopback, isAllowed) => {
    const { hostConfig } = toContainerSettings(boxPlan({ kind, needsLoopback }), SURROUNDINGS);
    expect(JSON.stringify(hostConfig['SecurityOpt']).includes('\\"value\\":2,')).toBe(isAllowed);
  });
});
