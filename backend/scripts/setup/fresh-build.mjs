import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';
import { run } from './run.mjs';
import { SetupError } from './setup-error.mjs';

const STAMP = join(root, 'dist/.inputs');
const INPUTS = ['backend', 'ui', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];

/** Builds into `dist` unless that was made from just these sources. */
export async function ensureBuilt({ node, env, force = false }) {
  const inputs = hashInputs();
  if (!force && existsSync(join(root, 'dist/backend/cli.js')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs) return;
  process.stderr.write('Building…\n');
  const status = await run({ command: node, args: [join(root, 'backend/scripts/build.ts')], env, output: 'stderr' });
  if (status !== 0) throw new SetupError(`The build ended with status ${status}.`, ['Its own words are above.']);
  writeFileSync(STAMP, inputs);
}

/** A hash over the paths and contents of everything that the build reads. Contents, as a checkout changes times at will. */
export function hashInputs(folder = root, inputs = INPUTS) {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap((input) => listFiles(folder, input))) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function listFiles(folder, path) {
  const found = statSync(join(folder, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  const entries = readdirSync(join(folder, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    return entry.isDirectory() || entry.isFile() ? listFiles(folder, `${path}/${entry.name}`) : [];
  });
}
