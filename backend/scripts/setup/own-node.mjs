import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SetupError } from './setup-error.mjs';
import { ownNode } from './places.mjs';
import { npm } from './npm.mjs';
import { isNewEnough, NEEDED_NODE } from './needed-node.mjs';

/**
 * The Node to run the project with: the project's own one, or the running one where that is new enough.
 * Throws SetupError where neither serves; nothing ever runs on an older one.
 */
export function findNode() {
  const found = existsSync(ownNode) ? startOwn() : { reason: 'its install script did not run' };
  if (found.version !== undefined && isNewEnough(found.version)) return ownNode;
  if (isNewEnough(process.version)) return process.execPath;
  throw new SetupError(`This project needs Node ${NEEDED_NODE} or newer and brings it along as the npm package "node", but ${found.reason}.`, [
    `Running here is Node ${process.version}, which is too old; nothing was started.`,
    'Either let that one install script run:    npm rebuild node --ignore-scripts=false --foreground-scripts',
    `or put Node ${NEEDED_NODE} or newer in the PATH. Then try again.`,
  ]);
}

/** Lets npm fetch the project's own Node once more, where it is needed and was not there after an installation. */
export async function repairOwnNode() {
  if (existsSync(ownNode) || isNewEnough(process.version)) return;
  await npm(['rebuild', 'node', '--no-audit', '--no-fund']);
}

function startOwn() {
  const { status, stdout, error } = spawnSync(ownNode, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  if (status === 0) return { version: stdout.trim(), reason: `it is ${stdout.trim()}` };
  return { reason: `it does not start on this machine (${error?.code ?? `status ${status}`})` };
}
