import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { ABSENT_CALLS, FORBIDDEN_CALLS } from './forbidden-calls.ts';

/** Perl alone can make any system call without a compiler. Each call has a process of its own: some would end the one that makes it. */
const PERL = '/opt/programs/perl';
const SCRIPT = 'my ($number, @args) = map { $_ + 0 } @ARGV; my $answer = syscall($number, @args); print $answer == -1 ? $! + 0 : 0;';
const SOCKETS = [{ name: 'AF_UNIX', family: 1 }, { name: 'AF_INET', family: 2 }, { name: 'AF_INET6', family: 10 }];

/** Error number of each call, 0 where it worked, null where the process was ended for it. */
export function trySystemCalls(): Record<string, number | null> {
  const architecture = z.enum(['x64', 'arm64']).parse(process.arch);
  const calls = [...FORBIDDEN_CALLS, ...ABSENT_CALLS].map(({ name, numbers, args }) => ({ name, number: numbers[architecture], args }));
  const sockets = SOCKETS.map(({ name, family }) => ({ name, number: architecture === 'x64' ? 41 : 198, args: [family, 1, 0] }));
  const present = [...calls, ...sockets].flatMap(({ name, number, args }) => (number === null ? [] : [{ name, number, args }]));
  return Object.fromEntries(present.map(({ name, number, args }) => [name, make(number, args)]));
}

function make(number: number, args: readonly number[]): number | null {
  const { stdout, status } = spawnSync(PERL, ['-e', SCRIPT, String(number), ...args.map(String)], { env: { LD_LIBRARY_PATH: '/opt/programs' }, encoding: 'utf8' });
  return status === 0 ? z.coerce.number().parse(stdout) : null;
}
