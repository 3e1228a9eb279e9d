import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { root } from './places.mjs';
import { npm } from './npm.mjs';
import { SetupError } from './setup-error.mjs';

/** Installs exactly what the lock file lists, unless that is what is there already. Needs no network in that case. */
export async function install() {
  if (isInstalled()) return;
  if (process.platform === 'win32' && process.execPath.startsWith(join(root, 'node_modules') + sep)) {
    throw new SetupError('The dependencies changed, and the Node that runs this stands among them.', ['Run "npm ci", then try again.']);
  }
  process.stderr.write('Installing the dependencies (npm ci)…\n');
  // Tarballs are checked against the lock file's hashes, wherever they come from: the cache does as well as the network.
  const status = await npm(['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);
  if (status !== 0) throw new SetupError(`npm ci ended with status ${status}.`, ['Its own words are above; a network, a proxy or a full disk is the usual cause.']);
}

/** Whether node_modules holds what package-lock.json lists: the same versions and hashes, and the folders really there. */
export function isInstalled(folder = root) {
  const wanted = readPackages(join(folder, 'package-lock.json'));
  // npm writes this file last, so an interrupted installation has none.
  const present = readPackages(join(folder, 'node_modules/.package-lock.json'));
  if (wanted === null || present === null) return false;
  const paths = Object.keys(wanted).filter((path) => path !== '');
  return paths.every((path) => matches(wanted[path], present[path]) && (present[path] === undefined || existsSync(join(folder, path, 'package.json')))) && Object.keys(present).every((path) => path in wanted);
}

function matches(wanted, present) {
  if (present === undefined) return wanted.optional === true && !isForThisPlatform(wanted);
  return wanted.version === present.version && wanted.integrity === present.integrity;
}

/** True only where os and cpu say so without doubt: other optional packages may be absent for reasons of npm's own. */
function isForThisPlatform({ os, cpu, libc }) {
  if (os === undefined || cpu === undefined || libc !== undefined) return false;
  return os.includes(process.platform) && cpu.includes(process.arch);
}

function readPackages(path) {
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
}
