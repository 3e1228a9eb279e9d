import { existsSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { EMPTY_BUNDLE, type Bundle } from './bundle.ts';
import { copyNativeFiles } from './native-files.ts';

const COMMENTS = '.LEGAL.txt';

/** What CommonJS packages in the bundle expect to find around them. */
const COMMONJS_SURROUNDINGS = [
  "import { createRequire as bundleRequire } from 'node:module';",
  'const require = bundleRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;',
].join('\n');

const SETTINGS = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  banner: { js: COMMONJS_SURROUNDINGS },
  // Optional, native, and only faster ciphers for SSH: its absence is caught by the one package that asks for it.
  external: ['cpu-features', '*.node'],
  minifySyntax: true,
  legalComments: 'external',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Bundles the backend and the command line for Node, as ES modules in one flat folder, so that a path relative to
 * `import.meta.url` means the same in an entry point and in a shared chunk. `main.js` and `cli.js` need no node_modules.
 * The programs of the sandbox come beside them.
 */
export async function bundleBackend(root: string, outputFolder: string): Promise<Bundle> {
  const backend = await bundleEntries({ root, outputFolder, entries: { main: 'backend/main.ts', cli: 'backend/cli/main.ts' } });
  if (existsSync(join(outputFolder, 'cli.js'))) await makeCommand(join(outputFolder, 'cli.js'));
  const sandboxed = await bundleSandboxed(root, outputFolder);
  return { modules: [...backend.modules, ...sandboxed.modules], comments: [...backend.comments, ...sandboxed.comments] };
}

/**
 * Bundles the programs that run in containers: `sandboxed.js`, and a file for each of them, so that none reads the others'
 * code when it starts. They run on Linux alone, and the native files that they load lie in their folder; where these are
 * not installed, that of the image's own build brings them.
 */
export async function bundleSandboxed(root: string, outputFolder: string): Promise<Bundle> {
  const bundle = await bundleEntries({ root, outputFolder, entries: { sandboxed: 'backend/sandboxed/main.ts' } });
  if (process.platform !== 'linux' || (process.arch !== 'x64' && process.arch !== 'arm64')) return bundle;
  return { ...bundle, modules: [...bundle.modules, ...(await copyNativeFiles({ root, output: outputFolder, architecture: process.arch }))] };
}

interface BundlePlan {
  readonly root: string;
  readonly outputFolder: string;
  readonly entries: Readonly<Record<string, string>>;
}

async function bundleEntries({ root, outputFolder, entries }: BundlePlan): Promise<Bundle> {
  const present = Object.entries(entries).filter(([, path]) => existsSync(join(root, path)));
  if (present.length === 0) return EMPTY_BUNDLE;
  const { metafile } = await build({
    ...SETTINGS,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(present),
    outdir: outputFolder,
    splitting: true,
    chunkNames: '[name]-[hash]',
    plugins: [withoutBuildSessions, withoutLanguages, withNativeFiles],
  });
  return { modules: Object.keys(metafile.inputs).map((path) => resolve(root, path)), comments: await takeComments(outputFolder) };
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

/** The parser and its languages look for native files in their own packages; in the bundle these lie in its folder. */
const withNativeFiles: Plugin = {
  name: 'with-native-files',
  setup(plugin) {
    plugin.onResolve({ filter: /^@ast-grep\/napi-/ }, ({ path }) => ({ path, external: true }));
    plugin.onLoad({ filter: /[\\/]@ast-grep[\\/]lang-(python|go)[\\/]index\.js$/ }, async ({ path }) => {
      const language = path.includes('lang-go') ? 'go' : 'python';
      const text = await readFile(path, 'utf8');
      return { contents: text.replaceAll('__dirname', `require('node:path').join(__dirname, 'languages/${language}')`) };
    });
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
