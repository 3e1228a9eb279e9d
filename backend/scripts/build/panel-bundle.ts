import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { EMPTY_BUNDLE, type Bundle } from './bundle.ts';

/** Builds the panel as the project's Vite configuration says, but for the place that it goes to. */
export async function bundlePanel(root: string, outputFolder: string): Promise<Bundle> {
  if (!existsSync(join(root, 'ui/index.html'))) return EMPTY_BUNDLE;
  const modules = new Set<string>();
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', plugins: [collect(modules)], build: { outDir: outputFolder, emptyOutDir: true, chunkSizeWarningLimit: 1_000 } });
  return { modules: [...modules], comments: [] };
}

function collect(modules: Set<string>): Plugin {
  return {
    name: 'collect-modules',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of Object.keys(chunk.modules)) modules.add(id.replace(/^\0+/, '').replace(/\?.*$/, ''));
      }
    },
  };
}
