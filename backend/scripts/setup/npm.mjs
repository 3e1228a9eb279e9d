import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { root } from './places.mjs';
import { run } from './run.mjs';

const windows = process.platform === 'win32';

/** Runs npm in the project's folder with output shown on standard error; resolves with its exit status. */
export function npm(args) {
  const env = { ...process.env, PATH: pathWithout(join(root, 'node_modules')) };
  const { npm_execpath: program, npm_node_execpath: node } = process.env;
  // The npm that runs this script, on the Node that it runs on: never on the one that it may be about to replace.
  if (program?.endsWith('npm-cli.js') && node !== undefined && existsSync(node) && !isInside(node)) {
    return run({ command: node, args: [program, ...args], env, output: 'stderr' });
  }
  return run({ command: windows ? 'npm.cmd' : 'npm', args, env, output: 'stderr', shell: windows });
}

function pathWithout(folder) {
  const path = process.env.PATH ?? '';
  return path.split(delimiter).filter((entry) => !isInside(entry, folder)).join(delimiter);
}

function isInside(path, folder = join(root, 'node_modules')) {
  return path === folder || path.startsWith(folder + sep);
}
