/** System calls that no box may make: by architecture their number, then arguments that would do no harm if they worked. */
interface ForbiddenCall {
  readonly name: string;
  readonly numbers: Readonly<Record<'x64' | 'arm64', number | null>>;
  readonly args: readonly number[];
}

const AT_FDCWD = -100;
const NEW_USER_NAMESPACE = 0x10000000;
const NEW_NETWORK = 0x40000000;

function call(name: string, x64: number, arm64: number | null, ...args: number[]): ForbiddenCall {
  return { name, numbers: { x64, arm64 }, args };
}

export const FORBIDDEN_CALLS: readonly ForbiddenCall[] = [
  call('socket AF_VSOCK', 41, 198, 40, 1, 0),
  call('socket AF_NETLINK', 41, 198, 16, 3, 0),
  call('socket AF_PACKET', 41, 198, 17, 3, 0),
  call('socket AF_ALG', 41, 198, 38, 5, 0),
  call('socket AF_BLUETOOTH', 41, 198, 31, 3, 1),
  call('ptrace', 101, 117, 0, 0, 0, 0),
  call('unshare user', 272, 97, NEW_USER_NAMESPACE),
  call('unshare network', 272, 97, NEW_NETWORK),
  call('clone into a user namespace', 56, 220, NEW_USER_NAMESPACE + 17, 0, 0, 0, 0),
  call('setns', 308, 268, 0, 0),
  call('shmget', 29, 194, 0, 4096, 0o1600),
  call('semget', 64, 190, 0, 1, 0o1600),
  call('msgget', 68, 186, 0, 0o1600),
  call('mq_open', 240, 180, 0, 0, 0, 0),
  call('keyctl', 250, 219, 0, -3, 0),
  call('add_key', 248, 217, 0, 0, 0, 0, -3),
  call('request_key', 249, 218, 0, 0, 0, 0),
  call('bpf', 321, 280, 0, 0, 0),
  call('perf_event_open', 298, 241, 0, 0, -1, -1, 0),
  call('userfaultfd', 323, 282, 1),
  call('mount', 165, 40, 0, 0, 0, 0, 0),
  call('umount2', 166, 39, 0, 0),
  call('pivot_root', 155, 41, 0, 0),
  call('chroot', 161, 51, 0),
  call('fsopen', 430, 430, 0, 0),
  call('open_tree', 428, 428, AT_FDCWD, 0, 0),
  call('move_mount', 429, 429, AT_FDCWD, 0, AT_FDCWD, 0, 0),
  call('open_by_handle_at', 304, 265, AT_FDCWD, 0, 0),
  call('name_to_handle_at', 303, 264, AT_FDCWD, 0, 0, 0, 0),
  call('process_vm_readv', 310, 270, 1, 0, 0, 0, 0, 0),
  call('process_vm_writev', 311, 271, 1, 0, 0, 0, 0, 0),
  call('pidfd_getfd', 438, 438, 0, 0, 0),
  call('kcmp', 312, 272, 1, 1, 0, 0, 0),
  call('init_module', 175, 105, 0, 0, 0),
  call('finit_module', 313, 273, -1, 0, 0),
  call('kexec_load', 246, 104, 0, 0, 0, 0),
  call('reboot', 169, 142, 0, 0, 0, 0),
  call('mknodat', 259, 33, AT_FDCWD, 0, 0o10666, 0),
  call('fanotify_init', 300, 262, 0, 0),
  call('quotactl', 179, 60, 0, 0, 0, 0),
  call('swapon', 167, 224, 0, 0),
  call('acct', 163, 89, 0),
  call('syslog', 103, 116, 10, 0, 0),
  call('clock_settime', 227, 112, 0, 0),
  call('io_setup', 206, 0, 1, 0),
  call('vmsplice', 278, 75, -1, 0, 0, 0),
  call('personality', 135, 92, 0xffffffff),
  call('seccomp', 317, 277, 0, 0, 0),
  call('iopl', 172, null, 3),
  call('modify_ldt', 154, null, 0, 0, 0),
];

/** Calls that answer as if the kernel were too old for them. */
export const ABSENT_CALLS: readonly ForbiddenCall[] = [
  call('clone3', 435, 435, 0, 0),
  call('io_uring_setup', 425, 425, 1, 0),
  call('io_uring_enter', 426, 426, -1, 0, 0, 0, 0, 0),
  call('io_uring_register', 427, 427, -1, 0, 0, 0),
];
