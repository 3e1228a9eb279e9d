import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './places.mjs';

const FORWARDED = process.platform === 'win32' ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the project's folder and passes signals on; resolves with its exit status (128 + number after a
 * signal, as shells have it). `output`: `inherit`, or `stderr` to keep standard output clean.
 */
export function run({ command, args, env = process.env, output = 'inherit', shell = false, cwd = root }) {
  const stdio = ['inherit', output === 'stderr' ? 2 : 'inherit', 'inherit'];
  const child = spawn(command, args, { cwd, env, stdio, shell });
  // A terminal's Ctrl-C reaches the whole group: passing it on would count as a second one.
  const pass = (signal) => void (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal));
  for (const signal of FORWARDED) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of FORWARDED) process.off(name, pass);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs a program and collects what it says; resolves with `{status, output}`. For steps that run side by side. */
export function collect({ command, args, env = process.env }) {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ status: code ?? 1, output: Buffer.concat(parts).toString() }));
  });
}
