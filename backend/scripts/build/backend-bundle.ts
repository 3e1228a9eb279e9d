import { existsSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { EMPTY_BUNDLE, type Bundle } from './bundle.ts';

const COMMENTS = '.LEGAL.txt';

/** What CommonJS packages in the bundle expect to find around them. */
const COMMONJS_SURROUNDINGS = [
  "import { createRequire as bundleRequire } from 'node:module';",
  'const require = bundleRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;',
].join('\n');

/**
 * Bundles the backend and the command line for Node, as ES modules in one flat folder, so that a path relative to
 * `import.meta.url` means the same in an entry point and in a shared chunk. `main.js` and `cli.js` need no node_modules.
 */
export async function bundleBackend(root: string, outputFolder: string): Promise<Bundle> {
  const entries = Object.entries({ main: 'backend/main.ts', cli: 'backend/cli/main.ts' }).filter(([, path]) => existsSync(join(root, path)));
  if (entries.length === 0) return EMPTY_BUNDLE;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries),
    outdir: outputFolder,
    bundle: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    banner: { js: COMMONJS_SURROUNDINGS },
    // Optional, native, and only faster ciphers for SSH: its absence is caught by the one package that asks for it.
    external: ['cpu-features', '*.node'],
    plugins: [withoutBuildSessions, withoutLanguages],
    minifySyntax: true,
    legalComments: 'external',
    metafile: true,
    logLevel: 'warning',
  });
  const comments = await takeComments(outputFolder);
  if (entries.some(([name]) => name === 'cli')) await makeCommand(join(outputFolder, 'cli.js'));
  return { modules: Object.keys(metafile.inputs).map((path) => resolve(root, path)), comments };
}

/** Dockerode opens gRPC sessions to build images with BuildKit. Nothing here builds images, and gRPC is large. */
const withoutBuildSessions: Plugin = {
  name: 'without-build-sessions',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\/session$/ }, ({ importer }) =>
      /[\\/]dockerode[\\/]lib[\\/]docker\.js$/.test(importer) ? { path: 'build-session', namespace: 'left-out' } : undefined,
    );
    plugin.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: "module.exports = () => { throw new Error('sessions for BuildKit are not part of this program'); };",
    }));
  },
};

/** Zod brings its messages in fifty languages. People read our own words for our own codes: its English is enough. */
const withoutLanguages: Plugin = {
  name: 'without-languages',
  setup(plugin) {
    plugin.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export { default as en } from './en.js';" }));
  },
};

async function takeComments(folder: string): Promise<string[]> {
  const paths = (await readdir(folder)).filter((name) => name.endsWith(COMMENTS)).map((name) => join(folder, name));
  const comments = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  await Promise.all(paths.map((path) => rm(path)));
  return comments.map((text) => text.trim());
}

async function makeCommand(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.startsWith('#!') ? text : `#!/usr/bin/env node\n${text}`);
}
