import { ALLOWED_CALLS, UNIMPLEMENTED_CALLS } from './seccomp-calls.ts';

/** `unix`: sockets between processes of this container or over a shared volume; `internet`: those and IP. */
export type SocketKinds = 'unix' | 'internet';

/** A condition on one argument (libseccomp, `scmp_compare`). */
interface ArgumentRule {
  readonly index: number;
  readonly value: number;
  readonly valueTwo: number;
  readonly op: 'SCMP_CMP_EQ' | 'SCMP_CMP_MASKED_EQ';
}

interface CallRule {
  readonly names: readonly string[];
  readonly action: 'SCMP_ACT_ALLOW' | 'SCMP_ACT_ERRNO';
  readonly args: readonly ArgumentRule[];
  readonly errnoRet?: number;
}

/** The form that the engine reads (docs.docker.com, "Seccomp security profiles for Docker"). */
export interface SeccompProfile {
  readonly defaultAction: 'SCMP_ACT_ERRNO';
  readonly archMap: readonly { readonly architecture: string; readonly subArchitectures: readonly string[] }[];
  readonly syscalls: readonly CallRule[];
}

// linux/socket.h
const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
/** All of CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET (linux/sched.h): none may be set. */
const NAMESPACE_FLAGS = 0x7e020000;
const ENOSYS = 38;

/**
 * An allow-list, tighter than the engine's own: no vsock, io_uring, ptrace, namespaces, System V IPC, keyrings, BPF, perf
 * or mounts. The engine takes the machine's own architecture from the map, without the 32-bit ones below it.
 */
export function toSeccompProfile(sockets: SocketKinds): SeccompProfile {
  const families = sockets === 'unix' ? [AF_UNIX] : [AF_UNIX, AF_INET, AF_INET6];
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    archMap: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_AARCH64'].map((architecture) => ({ architecture, subArchitectures: [] })),
    syscalls: [
      allow(ALLOWED_CALLS),
      { names: UNIMPLEMENTED_CALLS, action: 'SCMP_ACT_ERRNO', args: [], errnoRet: ENOSYS },
      allow(['clone'], { index: 0, value: NAMESPACE_FLAGS, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }),
      ...families.map((family) => allow(['socket'], equals(family))),
      allow(['socketpair'], equals(AF_UNIX)),
    ],
  };
}

function allow(names: readonly string[], ...args: readonly ArgumentRule[]): CallRule {
  return { names, action: 'SCMP_ACT_ALLOW', args };
}

function equals(value: number): ArgumentRule {
  return { index: 0, value, valueTwo: 0, op: 'SCMP_CMP_EQ' };
}
