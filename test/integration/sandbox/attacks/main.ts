// A hostile program in the place of the sandbox's own: runs one attack and prints what came of it as JSON.
import { execFileSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { bomb, flood, hog, hogHeap, openMany } from './exhaust.ts';
import { reachOut } from './reach-out.ts';
import { trySystemCalls } from './system-calls.ts';
import { fillTemporary, findForeign, readOwnText, readStatus, tryWrites } from './touch-files.ts';

const [, , name = '', ...args] = process.argv;

const ATTACKS: Readonly<Record<string, () => unknown>> = {
  survey: () => ({ calls: trySystemCalls(), foreign: findForeign(), text: readOwnText(), status: readStatus(), processes: bomb(), files: openMany(() => openSync('/proc/self/status', 'r')) }),
  calls: trySystemCalls,
  network: () => reachOut(args),
  writes: tryWrites,
  fill: fillTemporary,
  hog,
  'hog-heap': hogHeap,
  flood: () => flood(1, 'x'),
  'flood-lines': () => flood(1, `${'x'.repeat(500)}\n`),
  'flood-errors': () => flood(2, 'x'),
  'not-utf8': () => process.stdout.write(Buffer.from([0xff, 0x0a])),
  git: () => execFileSync('git', ['hash-object', '--stdin'], { encoding: 'utf8', input: 'text' }),
  listen: () => new Promise((resolve) => { createServer().listen('/run/inference/test.sock', () => { resolve('listening'); }).once('error', (error) => { resolve(String(error)); }); }),
  deaf: () => new Promise((resolve) => { process.on('SIGTERM', () => undefined); setTimeout(resolve, 600_000); }),
};

process.stdout.write('started\n');
process.stdout.write(`${JSON.stringify((await ATTACKS[name]?.()) ?? null)}\n`);
// What an attack left running must not keep the box from ending.
process.exit(0);
