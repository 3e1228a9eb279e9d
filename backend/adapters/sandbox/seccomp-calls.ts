/**
 * System calls that a box may make with any arguments: what the C library, Node, git and the agents' programs need, and
 * nothing that reaches another process's memory, a kernel keyring, a namespace, a mount, a device or the kernel itself.
 * Names that an architecture doesn't have are skipped by the engine.
 */
export const ALLOWED_CALLS: readonly string[] = [
  ...['access', 'chdir', 'chmod', 'chown', 'close', 'close_range', 'copy_file_range', 'creat', 'dup', 'dup2', 'dup3'],
  ...['faccessat', 'faccessat2', 'fadvise64', 'fallocate', 'fchdir', 'fchmod', 'fchmodat', 'fchmodat2', 'fchown', 'fchownat'],
  ...['fcntl', 'fdatasync', 'flock', 'fstat', 'fstatfs', 'fsync', 'ftruncate', 'getcwd', 'getdents', 'getdents64', 'ioctl'],
  ...['lchown', 'link', 'linkat', 'lseek', 'lstat', 'mkdir', 'mkdirat', 'newfstatat', 'open', 'openat', 'openat2'],
  ...['pipe', 'pipe2', 'pread64', 'preadv', 'preadv2', 'pwrite64', 'pwritev', 'pwritev2', 'read', 'readahead', 'readlink'],
  ...['readlinkat', 'readv', 'rename', 'renameat', 'renameat2', 'rmdir', 'sendfile', 'stat', 'statfs', 'statx', 'symlink'],
  ...['symlinkat', 'sync_file_range', 'truncate', 'umask', 'unlink', 'unlinkat', 'utime', 'utimensat', 'utimes', 'write', 'writev'],
  // Memory
  ...['brk', 'madvise', 'memfd_create', 'mincore', 'mmap', 'mprotect', 'mremap', 'msync', 'munmap'],
  ...['pkey_alloc', 'pkey_free', 'pkey_mprotect', 'membarrier', 'mseal'],
  // Waiting
  ...['epoll_create', 'epoll_create1', 'epoll_ctl', 'epoll_pwait', 'epoll_pwait2', 'epoll_wait', 'eventfd', 'eventfd2'],
  ...['inotify_add_watch', 'inotify_init', 'inotify_init1', 'inotify_rm_watch', 'poll', 'ppoll', 'pselect6', 'select'],
  ...['futex', 'futex_requeue', 'futex_wait', 'futex_waitv', 'futex_wake', 'nanosleep', 'clock_nanosleep', 'pause', 'restart_syscall'],
  ...['signalfd', 'signalfd4', 'timerfd_create', 'timerfd_gettime', 'timerfd_settime', 'alarm', 'getitimer', 'setitimer'],
  ...['timer_create', 'timer_delete', 'timer_getoverrun', 'timer_gettime', 'timer_settime'],
  // Processes and threads of its own
  ...['arch_prctl', 'execve', 'execveat', 'exit', 'exit_group', 'fork', 'vfork', 'getpgid', 'getpgrp', 'getpid', 'getppid'],
  ...['getpriority', 'getrlimit', 'getrusage', 'getsid', 'gettid', 'get_robust_list', 'kill', 'pidfd_open', 'pidfd_send_signal'],
  ...['prctl', 'prlimit64', 'rseq', 'sched_getaffinity', 'sched_getattr', 'sched_getparam', 'sched_getscheduler'],
  ...['sched_get_priority_max', 'sched_get_priority_min', 'sched_rr_get_interval', 'sched_setaffinity', 'sched_yield'],
  ...['setpgid', 'setrlimit', 'setsid', 'set_robust_list', 'set_thread_area', 'set_tid_address', 'tgkill', 'tkill', 'wait4', 'waitid'],
  ...['rt_sigaction', 'rt_sigpending', 'rt_sigprocmask', 'rt_sigqueueinfo', 'rt_sigreturn', 'rt_sigsuspend', 'rt_sigtimedwait'],
  ...['sigaltstack', 'times'],
  // What it is and what time it is
  ...['capget', 'capset', 'clock_getres', 'clock_gettime', 'getcpu', 'getegid', 'geteuid', 'getgid', 'getgroups', 'getrandom'],
  ...['getresgid', 'getresuid', 'gettimeofday', 'getuid', 'getxattr', 'fgetxattr', 'lgetxattr', 'listxattr', 'sysinfo', 'time', 'uname'],
  // It may shut itself in further.
  ...['landlock_create_ruleset', 'landlock_add_rule', 'landlock_restrict_self'],
  // Use of a socket; which kinds may be made is ruled on its own.
  ...['accept', 'accept4', 'bind', 'connect', 'getpeername', 'getsockname', 'getsockopt', 'listen', 'recvfrom', 'recvmmsg'],
  ...['recvmsg', 'sendmmsg', 'sendmsg', 'sendto', 'setsockopt', 'shutdown'],
];

/**
 * Calls that are answered with "not implemented", so that programs take their older way: clone3 hides its flags from the
 * filter, and the rings of io_uring do what the filter can't see.
 */
export const UNIMPLEMENTED_CALLS: readonly string[] = ['clone3', 'io_uring_setup', 'io_uring_enter', 'io_uring_register'];
