import { pathToFileURL } from 'node:url';
import { isNewEnough } from './needed-node.mjs';
import { run } from './run.mjs';

/**
 * Runs a built entry point: in this very process where its Node is new enough (no second process, so signals need no
 * passing on; resolves with null), else in one of the given Node (resolves with its exit status).
 */
export async function runEntry({ node, env, entry, args }) {
  if (!isNewEnough(process.version)) return run({ command: node, args: [entry, ...args], env, cwd: process.cwd() });
  Object.assign(process.env, env);
  process.argv = [process.execPath, entry, ...args];
  await import(pathToFileURL(entry).href);
  return null;
}
