import { describe, expect, it } from 'vitest';
import { toSeccompProfile } from '../../../backend/adapters/sandbox/seccomp-profile.ts';

const FORBIDDEN = [
  ...['ptrace', 'process_vm_readv', 'process_vm_writev', 'pidfd_getfd', 'kcmp', 'userfaultfd', 'perf_event_open', 'bpf', 'seccomp', 'personality'],
  ...['unshare', 'setns', 'mount', 'umount2', 'pivot_root', 'chroot', 'fsopen', 'fsconfig', 'fsmount', 'fspick', 'move_mount', 'open_tree', 'mount_setattr'],
  ...['shmget', 'shmat', 'shmctl', 'semget', 'semop', 'semctl', 'msgget', 'msgsnd', 'msgrcv', 'mq_open', 'keyctl', 'add_key', 'request_key'],
  ...['init_module', 'finit_module', 'delete_module', 'kexec_load', 'kexec_file_load', 'reboot', 'swapon', 'acct', 'syslog', 'quotactl', 'sethostname'],
  ...['open_by_handle_at', 'name_to_handle_at', 'fanotify_init', 'mknod', 'mknodat', 'io_setup', 'io_submit', 'vmsplice', 'iopl', 'ioperm', 'modify_ldt'],
  ...['setuid', 'setgid', 'setgroups', 'clock_settime', 'settimeofday', 'clone3', 'io_uring_setup', 'io_uring_enter', 'io_uring_register', 'socketcall', 'ipc'],
];

describe.each(['unix', 'internet'] as const)('when the profile for %s sockets is made', (sockets) => {
  const { defaultAction, archMap, syscalls } = toSeccompProfile(sockets);
  const allowed = syscalls.filter(({ action }) => action === 'SCMP_ACT_ALLOW');

  it('refuses what it does not name', () => {
    expect(defaultAction).toBe('SCMP_ACT_ERRNO');
    expect(new Set(syscalls.map(({ action }) => action))).toEqual(new Set(['SCMP_ACT_ALLOW', 'SCMP_ACT_ERRNO']));
  });

  it('knows both architectures and no 32-bit one', () => {
    expect(archMap).toEqual(['SCMP_ARCH_X86_64', 'SCMP_ARCH_AARCH64'].map((architecture) => ({ architecture, subArchitectures: [] })));
  });

  it.each(FORBIDDEN)('does not allow %s', (name) => {
    expect(allowed.filter(({ names }) => names.includes(name))).toEqual([]);
  });

  it('says that clone3 and io_uring are not there, so that the C library goes another way', () => {
    const absent = syscalls.filter(({ errnoRet }) => errnoRet === 38).flatMap(({ names }) => names);
    expect(absent).toEqual(['clone3', 'io_uring_setup', 'io_uring_enter', 'io_uring_register']);
  });

  it('allows clone, socket and socketpair with chosen arguments alone', () => {
    const rulesOf = (name: string): unknown => allowed.filter(({ names }) => names.includes(name)).map(({ args }) => args);
    const equal = (value: number): unknown => [{ index: 0, value, valueTwo: 0, op: 'SCMP_CMP_EQ' }];
    expect(rulesOf('clone')).toEqual([[{ index: 0, value: 0x7e020000, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }]]);
    expect(rulesOf('socket')).toEqual((sockets === 'unix' ? [1] : [1, 2, 10]).map(equal));
    expect(rulesOf('socketpair')).toEqual([equal(1)]);
  });

  it('names nothing twice', () => {
    const names = syscalls.filter(({ args }) => args.length === 0).flatMap((rule) => rule.names);
    expect(names.length).toBe(new Set(names).size);
  });
});
