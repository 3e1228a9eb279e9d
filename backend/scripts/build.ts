// Builds everything that runs into `dist`: backend, panel, samples and the licences of what is bundled.
//
//   node backend/scripts/build.ts
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleBackend } from './build/backend-bundle.ts';
import { bundlePanel } from './build/panel-bundle.ts';
import { writeLicences } from './build/licences.ts';
import { makeSamples } from './build/samples.ts';
import { replaceFolder } from './build/replace-folder.ts';

const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');
/** Built here first: a failed build leaves the last good one in place. */
const staging = join(dist, '.staging');

await rm(staging, { recursive: true, force: true });
await mkdir(staging, { recursive: true });
try {
  const [backend, panel] = await Promise.all([bundleBackend(root, join(staging, 'backend')), bundlePanel(root, join(staging, 'ui'))]);
  await makeSamples(root, join(staging, 'samples'));
  await writeLicences(join(staging, 'THIRD-PARTY-LICENSES'), { backend, panel });
  await writeFile(join(staging, 'package.json'), '{"type":"module"}\n');
  for (const name of ['backend', 'ui', 'samples', 'THIRD-PARTY-LICENSES', 'package.json']) await replaceFolder(join(staging, name), join(dist, name));
  await chmod(join(dist, 'backend/cli.js'), 0o755).catch(ignoreAbsent);
} finally {
  await rm(staging, { recursive: true, force: true });
}

function ignoreAbsent(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
