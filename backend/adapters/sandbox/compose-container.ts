import { z } from 'zod';
import { toContainerSettings } from './box-settings.ts';
import type { BoxPlan } from './box.ts';

/** The settings of a box as they are read back for a Compose file; the rest of them are the engine's defaults, said aloud. */
const configSchema = z.object({
  Entrypoint: z.array(z.string()),
  Cmd: z.array(z.string()),
  Env: z.array(z.string()),
  User: z.string(),
  WorkingDir: z.string(),
  Hostname: z.string(),
});
const hostSchema = z.object({
  Memory: z.number(),
  MemorySwap: z.number(),
  CpuPeriod: z.number(),
  CpuQuota: z.number(),
  PidsLimit: z.number(),
  ShmSize: z.number(),
  Ulimits: z.array(z.object({ Name: z.string(), Soft: z.number(), Hard: z.number() })),
  LogConfig: z.object({ Type: z.string() }),
  ReadonlyRootfs: z.boolean(),
  CapDrop: z.array(z.string()),
  SecurityOpt: z.array(z.string()),
  IpcMode: z.string(),
  CgroupnsMode: z.string(),
  Init: z.boolean(),
  Mounts: z.array(z.object({ Type: z.literal('volume'), Source: z.string(), Target: z.string(), ReadOnly: z.boolean() })),
  Tmpfs: z.record(z.string(), z.string()),
});

export interface ComposeService {
  readonly service: Readonly<Record<string, unknown>>;
  /** The seccomp profile as JSON; Compose wants a file, `profileFile`. */
  readonly profile: string;
}

/** The same container as the engine is asked for, in the words of the Compose specification. */
export function toComposeService(plan: BoxPlan, network: string | null, profileFile: string): ComposeService {
  const settings = toContainerSettings(plan, { network: network ?? 'none', labels: {} });
  const config = configSchema.parse(settings.config);
  const host = hostSchema.parse(settings.hostConfig);
  const isProfile = (option: string): boolean => option.startsWith('seccomp=');
  const service = {
    image: plan.image,
    pull_policy: 'never',
    entrypoint: config.Entrypoint,
    command: config.Cmd,
    environment: config.Env,
    user: config.User,
    working_dir: config.WorkingDir,
    hostname: config.Hostname,
    stdin_open: true,
    healthcheck: { disable: true },
    restart: 'no',
    ...(network === null ? { network_mode: 'none' } : { networks: [network] }),
    ...toBounds(host),
    ...toBarriers(host),
    security_opt: [...host.SecurityOpt.filter((option) => !isProfile(option)), `seccomp:${profileFile}`],
    volumes: host.Mounts.map((mount) => ({ type: mount.Type, source: mount.Source, target: mount.Target, read_only: mount.ReadOnly, volume: { nocopy: true } })),
    tmpfs: Object.entries(host.Tmpfs).map(([path, options]) => `${path}:${options}`),
  };
  return { service, profile: (host.SecurityOpt.find(isProfile) ?? '').slice('seccomp='.length) };
}

function toBounds(host: z.infer<typeof hostSchema>): Readonly<Record<string, unknown>> {
  return {
    mem_limit: host.Memory,
    memswap_limit: host.MemorySwap,
    cpu_period: host.CpuPeriod,
    cpu_quota: host.CpuQuota,
    pids_limit: host.PidsLimit,
    shm_size: host.ShmSize,
    ulimits: Object.fromEntries(host.Ulimits.map(({ Name, Soft, Hard }) => [Name, { soft: Soft, hard: Hard }])),
    logging: { driver: host.LogConfig.Type },
  };
}

function toBarriers(host: z.infer<typeof hostSchema>): Readonly<Record<string, unknown>> {
  return { privileged: false, read_only: host.ReadonlyRootfs, cap_drop: host.CapDrop, ipc: host.IpcMode, cgroup: host.CgroupnsMode, init: host.Init };
}
