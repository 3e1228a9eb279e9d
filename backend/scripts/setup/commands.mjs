import { delimiter, dirname, join } from 'node:path';
import { root } from './places.mjs';
import { ensureBuilt } from './fresh-build.mjs';
import { findNode, repairOwnNode } from './own-node.mjs';
import { install } from './install.mjs';
import { run } from './run.mjs';
import { runEntry } from './run-entry.mjs';
import { runTests } from './tests.mjs';
import { withLock } from './lock.mjs';

/** What `setup.mjs` can do. Each takes the arguments after its name and resolves with an exit status, or null. */
export const commands = {
  install: async () => (await prepare({ build: false }), 0),
  build: async () => (await prepare({ force: true }), 0),
  native: async () => {
    const { node, env } = await prepare();
    return run({ command: node, args: [join(root, 'backend/scripts/native.ts')], env });
  },
  start: async (args) => {
    const { node, env } = await prepare();
    return runEntry({ node, env, entry: join(root, 'dist/backend/main.js'), args });
  },
  test: async (args) => runTests(await prepare(), args),
  bench: async (args) => {
    const { node, env } = await prepare();
    return runEntry({ node, env, entry: join(root, 'test/bench/run-bench.ts'), args });
  },
};

/** Dependencies, Node and build in place; returns the Node to run with, and the environment for what it starts. */
function prepare({ build = true, force = false } = {}) {
  return withLock(async () => {
    await install();
    await repairOwnNode();
    const node = findNode();
    const env = { ...process.env, PATH: [dirname(node), process.env.PATH ?? ''].join(delimiter) };
    if (build) await ensureBuilt({ node, env, force });
    return { node, env };
  });
}
