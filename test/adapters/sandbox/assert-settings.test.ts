import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CodedError } from '../../../backend/core/coded-error.ts';
import { assertNoWarnings, assertSettings, type InspectedContainer } from '../../../backend/adapters/sandbox/assert-settings.ts';
import { toContainerSettings } from '../../../backend/adapters/sandbox/box-settings.ts';
import { boxPlan, SURROUNDINGS } from './support/box-plans.ts';

const plan = boxPlan();
const settings = toContainerSettings(plan, SURROUNDINGS);
const asked = { settings, image: plan.image, network: 'none', mounts: plan.mounts };
const SECURITY = z.array(z.string()).parse(settings.hostConfig['SecurityOpt']);
const ENVIRONMENT = z.array(z.string()).parse(settings.config['Env']);
const TEMPORARY = z.record(z.string(), z.string()).parse(settings.hostConfig['Tmpfs']);
const VOLUME = { Type: 'volume', Name: 'source-1', Destination: '/source', Driver: 'local', RW: false };

/** What an obedient engine shows. */
function inspected(changes: Partial<InspectedContainer> = {}): InspectedContainer {
  return { Image: plan.image, Config: settings.config, HostConfig: settings.hostConfig, Mounts: [VOLUME], NetworkSettings: { Networks: { none: {} } }, ...changes };
}

/** A value of the same kind that is not the one given. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}x`;
  if (Array.isArray(value)) return value.length === 0 ? ['x'] : value.slice(1);
  return Object.keys(value ?? {}).length === 0 ? { x: 'y' } : {};
}

describe('when what the engine made is compared with what was asked for', () => {
  it('passes an obedient engine', () => {
    expect(() => { assertSettings(asked, inspected()); }).not.toThrow();
  });

  it.each(Object.keys(settings.hostConfig))('refuses a changed %s', (name) => {
    const HostConfig = { ...settings.hostConfig, [name]: other(settings.hostConfig[name]) };
    expect(() => { assertSettings(asked, inspected({ HostConfig })); }).toThrow(new CodedError('sandbox_not_enforced', `The engine changed a setting of the sandbox: ${name}.`));
  });

  it.each(Object.keys(settings.config))('refuses a changed %s of the program', (name) => {
    const Config = { ...settings.config, [name]: other(settings.config[name]) };
    expect(() => { assertSettings(asked, inspected({ Config })); }).toThrow(expect.objectContaining({ code: 'sandbox_not_enforced' }));
  });

  it.each(['ReadonlyRootfs', 'CapDrop', 'SecurityOpt', 'PidsLimit', 'Memory', 'MemorySwap', 'CpuQuota', 'CpuPeriod', 'Ulimits', 'ShmSize', 'IpcMode', 'CgroupnsMode', 'Init', 'LogConfig', 'Tmpfs', 'Mounts', 'MaskedPaths', 'ReadonlyPaths', 'NetworkMode'])('refuses an engine that says nothing of %s', (name) => {
    expect(() => { assertSettings(asked, inspected({ HostConfig: { ...settings.hostConfig, [name]: undefined } })); }).toThrow(expect.objectContaining({ code: 'sandbox_not_enforced' }));
  });

  const { Memory: memory } = settings.hostConfig;
  it.each<[string, Record<string, unknown>]>([
    ['unlimited swap', { MemorySwap: -1 }],
    ['twice the memory as swap', { MemorySwap: Number(memory) * 2 }],
    ['unlimited processes', { PidsLimit: -1 }],
    ['another capability', { CapAdd: ['NET_RAW'] }],
    ['no seccomp profile', { SecurityOpt: ['no-new-privileges:true'] }],
    ['seccomp off', { SecurityOpt: ['no-new-privileges:true', 'seccomp=unconfined'] }],
    ['one more security option', { SecurityOpt: [...SECURITY, 'apparmor=unconfined'] }],
    ['a bind of the engine’s socket', { Binds: ['/var/run/docker.sock:/var/run/docker.sock'] }],
    ['a device', { Devices: [{ PathOnHost: '/dev/kvm' }] }],
    ['the host’s process ids', { PidMode: 'host' }],
    ['a larger folder for temporary files', { Tmpfs: { '/tmp': 'rw,size=1g' } }],
    ['one more such folder', { Tmpfs: { ...TEMPORARY, '/more': 'rw' } }],
    ['logs to a file', { LogConfig: { Type: 'json-file', Config: {} } }],
    ['a log with options', { LogConfig: { Type: 'none', Config: { 'max-size': '1g' } } }],
    ['a core dump', { Ulimits: [{ Name: 'core', Soft: -1, Hard: -1 }, { Name: 'nofile', Soft: 1024, Hard: 1024 }] }],
  ])('refuses %s', (_name, changes) => {
    expect(() => { assertSettings(asked, inspected({ HostConfig: { ...settings.hostConfig, ...changes } })); }).toThrow(expect.objectContaining({ code: 'sandbox_not_enforced' }));
  });

  it.each<[string, Partial<InspectedContainer>]>([
    ['another image', { Image: `sha256:${'b'.repeat(64)}` }],
    ['a writable source', { Mounts: [{ ...VOLUME, RW: true }] }],
    ['another volume', { Mounts: [{ ...VOLUME, Name: 'source-2' }] }],
    ['another place', { Mounts: [{ ...VOLUME, Destination: '/' }] }],
    ['another driver', { Mounts: [{ ...VOLUME, Driver: 'nfs' }] }],
    ['a bind', { Mounts: [{ ...VOLUME, Type: 'bind' }] }],
    ['no source', { Mounts: [] }],
    ['a volume that the image asked for', { Mounts: [VOLUME, { ...VOLUME, Name: 'anonymous', Destination: '/data' }] }],
    ['another network', { NetworkSettings: { Networks: { bridge: {} } } }],
    ['one more network', { NetworkSettings: { Networks: { none: {}, bridge: {} } } }],
    ['no word of networks', { NetworkSettings: { Networks: null } }],
  ])('refuses %s', (_name, changes) => {
    expect(() => { assertSettings(asked, inspected(changes)); }).toThrow(expect.objectContaining({ code: 'sandbox_not_enforced' }));
  });

  it('takes the other ways in which engines say the same', () => {
    const HostConfig = { ...settings.hostConfig, CapAdd: null, Devices: null, Binds: null, Annotations: undefined, PortBindings: null, OomKillDisable: null, SecurityOpt: [...SECURITY].reverse() };
    const Config = { ...settings.config, Cmd: settings.config['Cmd'], Env: ['PATH=/bin', ...ENVIRONMENT], Labels: { ...SURROUNDINGS.labels, vendor: 'x' } };
    expect(() => { assertSettings(asked, inspected({ HostConfig, Config })); }).not.toThrow();
  });

  it('refuses an engine that warns of a setting', () => {
    expect(() => { assertNoWarnings([]); }).not.toThrow();
    expect(() => { assertNoWarnings(['Your kernel does not support swap limit capabilities.']); }).toThrow(expect.objectContaining({ code: 'sandbox_not_enforced' }));
  });
});
