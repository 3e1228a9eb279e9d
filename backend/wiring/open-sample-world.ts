import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPublishedKeyText } from '../adapters/keyring/published-keys.ts';
import { createDispatcher } from '../adapters/oci/http-dispatcher.ts';
import { openLayoutFolder } from '../adapters/oci/layout-collection.ts';
import type { OpenedWorld } from '../app/application/opened-world.ts';
import { parseConfiguration } from '../app/configuration/parse-configuration.ts';
import { toSettings } from '../app/settings/to-settings.ts';
import { createWorld } from './create-world.ts';
import { readTextFile } from './read-text-file.ts';

/** Where the build leaves the samples: beside the bundle, in the image as well as in a checkout. */
const SAMPLES = [new URL('../samples/', import.meta.url), new URL('../../dist/samples/', import.meta.url)].map((url) => fileURLToPath(url));

/** The folder of the built samples; null where none were built. */
export function findSamples(): string | null {
  return SAMPLES.find((folder) => existsSync(join(folder, 'mcp-trust.yaml'))) ?? null;
}

/**
 * The sample world: images as OCI layouts, a small registry repository, keys and a trusted root of their own, read
 * through the same code as the real ones. Its configuration is a file like any other.
 */
export async function openSampleWorld(samples: string, folder: string, env: NodeJS.ProcessEnv = {}): Promise<OpenedWorld> {
  const configurationFile = join(samples, 'mcp-trust.yaml');
  const configuration = parseConfiguration(await readTextFile(configurationFile), configurationFile);
  const { catalog, signatures, ...rest } = configuration;
  const settings = await toSettings(
    {
      ...rest,
      catalog: { ...catalog, source: join(samples, catalog.source) },
      signatures: { ...signatures, publishedKey: signatures.publishedKey === null ? null : join(samples, signatures.publishedKey) },
    },
    (path) => readTextFile(join(samples, path)),
  );
  const { images, content } = await openLayoutFolder(join(samples, 'images'));
  const dispatcher = createDispatcher({ proxy: { https: null, http: null, noProxy: null }, certificateAuthority: null });
  return createWorld({
    kind: 'sample',
    folder,
    settings,
    images,
    content,
    readAnnouncedKey: createPublishedKeyText({ source: settings.signatures.publishedKey, dispatcher, offline: true, clock: Date.now }),
    dispatcher,
    env,
  });
}
