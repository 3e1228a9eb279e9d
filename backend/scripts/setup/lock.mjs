import { hostname } from 'node:os';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './places.mjs';
import { SetupError } from './setup-error.mjs';

const LOCK = join(root, 'dist/.setup-lock');
const POLL_MS = 200;
const PATIENCE_MS = 15 * 60_000;
/** A lock that nobody wrote a process number into for this long was left by a crash. */
const UNREADABLE_MS = 10_000;

/** Runs `work` while no other set-up of this folder runs; waits for another one first. */
export async function withLock(work) {
  await take();
  try {
    return await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

async function take() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const started = Date.now();
  for (let told = false; !tryTake(); ) {
    if (dropStale()) continue;
    if (!told) process.stderr.write('Another set-up of this folder is running; waiting for it…\n');
    told = true;
    if (Date.now() - started > PATIENCE_MS) throw new SetupError('Another set-up of this folder does not end.', [`If none is running, remove ${LOCK}`]);
    await wait(POLL_MS);
  }
}

function tryTake() {
  try {
    writeFileSync(LOCK, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a process that is gone. True when the lock may be tried again at once. */
function dropStale() {
  const seen = read(LOCK);
  if (seen === null) return true;
  if (!isStale(seen)) return false;
  const aside = `${LOCK}.${process.pid}`;
  try {
    renameSync(LOCK, aside);
    // Between the look and the rename somebody else may have dropped the stale lock and taken it: give theirs back.
    if (read(aside) !== seen) linkSync(aside, LOCK);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(error.code)) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  return true;
}

function isStale(text) {
  const owner = parse(text);
  if (owner === null) return Date.now() - modified() > UNREADABLE_MS;
  return owner.host === hostname() && !isAlive(owner.pid);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function modified() {
  return statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}
