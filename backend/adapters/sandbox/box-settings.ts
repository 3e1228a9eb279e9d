import type { BoxKind, BoxPlan } from './box.ts';
import { BOX_LIMITS, CPU_PERIOD, SHARED_MEMORY_BYTES, type BoxLimits } from './box-limits.ts';
import { toSeccompProfile } from './seccomp-profile.ts';

/** What a container is asked for beside its plan. */
export interface BoxSurroundings {
  /** Name of its own network; `none` for a box without. */
  readonly network: string;
  readonly labels: Readonly<Record<string, string>>;
}

type Settings = Readonly<Record<string, unknown>>;

/** A request to create a container (Docker Engine API, `ContainerCreate`). Every setting that matters is said, even where it is the engine's default. */
export interface ContainerSettings {
  readonly config: Settings;
  readonly hostConfig: Settings;
}

/** User and group of boxes: an id that no system gives to anything. */
export const USER_OF_BOXES = 65_532;

/** What of the kernel is hidden or can't be written; the engine's default list and a little more. */
const MASKED_PATHS = ['/proc/acpi', '/proc/asound', '/proc/interrupts', '/proc/kcore', '/proc/keys', '/proc/latency_stats', '/proc/sched_debug', '/proc/scsi', '/proc/timer_list', '/proc/timer_stats', '/sys/devices/virtual/powercap', '/sys/firmware'];
const READ_ONLY_PATHS = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

/** Whether boxes of a kind get a network of their own. */
export function hasNetwork(kind: BoxKind): boolean {
  return kind === 'fetch' || kind === 'proxy';
}

/** Pure: the same plan gives the same settings. */
export function toContainerSettings(plan: BoxPlan, surroundings: BoxSurroundings): ContainerSettings {
  return { config: toConfig(plan, surroundings), hostConfig: toHostConfig(plan, surroundings.network) };
}

function toConfig(plan: BoxPlan, { labels }: BoxSurroundings): Settings {
  const isOwnProgram = plan.kind !== 'agent';
  const environment = { HOME: '/tmp', LANG: 'C.UTF-8', ...plan.environment };
  return {
    Image: plan.image,
    Entrypoint: isOwnProgram ? ['node', '/backend/sandboxed.js'] : plan.command,
    Cmd: isOwnProgram ? plan.command : [],
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    User: `${toUser(plan.kind)}:${toUser(plan.kind)}`,
    WorkingDir: '/tmp',
    Hostname: 'sandbox',
    Labels: labels,
    // The image's own check would start a program in the box every minute.
    Healthcheck: { Test: ['NONE'] },
    ...{ Tty: false, OpenStdin: true, StdinOnce: true, AttachStdin: true, AttachStdout: true, AttachStderr: true },
    StopSignal: 'SIGKILL',
  };
}

function toHostConfig(plan: BoxPlan, network: string): Settings {
  const limits = BOX_LIMITS[plan.kind];
  return { NetworkMode: network, ...toBounds(limits), ...toBarriers(plan), ...NOTHING_SHARED, Mounts: plan.mounts.map(toMount), Tmpfs: { '/tmp': toTemporary(plan.kind, limits) } };
}

function toBounds(limits: BoxLimits): Settings {
  return {
    Memory: limits.memoryBytes,
    MemorySwap: limits.memoryBytes,
    CpuPeriod: CPU_PERIOD,
    CpuQuota: limits.cpuQuota,
    PidsLimit: limits.pids,
    ShmSize: SHARED_MEMORY_BYTES,
    Ulimits: [
      { Name: 'core', Soft: 0, Hard: 0 },
      { Name: 'nofile', Soft: limits.openFiles, Hard: limits.openFiles },
    ],
    // What it prints is read from the attached streams; a flood would fill the disk of the engine.
    LogConfig: { Type: 'none', Config: {} },
    OomKillDisable: false,
    RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
  };
}

function toBarriers(plan: BoxPlan): Settings {
  const sockets = hasNetwork(plan.kind) || (plan.kind === 'agent' && plan.needsLoopback === true) ? 'internet' : 'unix';
  return {
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges:true', `seccomp=${JSON.stringify(toSeccompProfile(sockets))}`],
    IpcMode: 'private',
    CgroupnsMode: 'private',
    Init: true,
    MaskedPaths: MASKED_PATHS,
    ReadonlyPaths: READ_ONLY_PATHS,
  };
}

/** Ways out of a container that nobody asked for; an engine that has one of them set is not obeyed. */
const NOTHING_SHARED: Settings = {
  ...{ Privileged: false, AutoRemove: false, PublishAllPorts: false },
  ...{ PidMode: '', UTSMode: '', UsernsMode: '', Cgroup: '', CgroupParent: '', VolumeDriver: '', ContainerIDFile: '' },
  ...{ Binds: [], VolumesFrom: [], CapAdd: [], Devices: [], DeviceRequests: [], DeviceCgroupRules: [], GroupAdd: [], Links: [], ExtraHosts: [] },
  ...{ Dns: [], DnsOptions: [], DnsSearch: [], PortBindings: {}, Sysctls: {}, StorageOpt: {}, Annotations: {} },
};

function toMount(mount: BoxPlan['mounts'][number]): Settings {
  return { Type: 'volume', Source: mount.volume, Target: mount.target, ReadOnly: mount.isReadOnly, VolumeOptions: { NoCopy: true } };
}

/** Owned by the user of the box: runc gives the folder the mode that it has in the image, which may keep others out. */
function toTemporary(kind: BoxKind, limits: BoxLimits): string {
  const user = toUser(kind);
  return `rw,noexec,nosuid,nodev,size=${limits.temporaryBytes},nr_inodes=${limits.temporaryFiles},mode=1777,uid=${user},gid=${user}`;
}

/** The box that writes source into a volume is root, without any of root's powers: no other box may write there then. */
function toUser(kind: BoxKind): number {
  return kind === 'fetch' ? 0 : USER_OF_BOXES;
}
