import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Owner } from './owner.ts';

/** Fields of /proc/PID/stat after the name in parentheses, which may hold anything (proc_pid_stat(5)): state, and start time in clock ticks since boot. */
const STATE = 0;
const START_TIME = 19;
const ENDED_STATES = new Set(['Z', 'X']);

/** This process, as an owner. */
export function currentOwner(): Owner {
  return {
    host: hostname().replaceAll('/', '_').slice(0, 255) || 'unknown',
    boot: readSystem('/proc/sys/kernel/random/boot_id'),
    namespace: readNamespace(),
    pid: process.pid,
    startedAt: readStat(process.pid)?.[START_TIME] ?? '',
  };
}

/** Whether a process of this machine, in this space of process ids, is still that owner. */
export function isRunning({ pid, startedAt }: Owner): boolean {
  if (!isPresent(pid)) return false;
  const stat = readStat(pid);
  if (stat === null || startedAt === '') return true;
  return stat[START_TIME] === startedAt && !ENDED_STATES.has(stat[STATE] ?? '');
}

function isPresent(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is there all the same.
    if (error instanceof Error && 'code' in error) return error.code !== 'ESRCH';
    throw error;
  }
}

function readNamespace(): string {
  if (process.platform !== 'linux') return '';
  return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '';
}

function readStat(pid: number): readonly string[] | null {
  const text = readSystem(`/proc/${pid}/stat`);
  return text === '' ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Empty where the system has no such file. */
function readSystem(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return '';
    throw error;
  }
}
