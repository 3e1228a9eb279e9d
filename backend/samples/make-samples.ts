import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { makeImages } from './make-images.ts';
import { makeRegistry } from './make-registry.ts';
import { SampleLog } from './signing/sample-log.ts';
import { generateSigningKey } from './signing/signing-key.ts';

const CONFIGURATION = {
  catalog: { source: 'registry', branch: 'main' },
  signatures: { keys: ['sample-key.pub'], trustedRoot: 'trusted-root.json', publishedKey: 'announced.pub' },
  publishers: [
    { owner: 'github.com/acme-samples', name: 'Acme (sample)', evidence: 'A made-up publisher of the samples, known for the sake of the example.' },
  ],
};

/** Makes the sample world: images as OCI layouts, a registry repository with pin history, keys and a trusted root. */
export async function makeSamples(folder: string, now: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const log = new SampleLog({ origin: 'log.samples.example', validFrom: '2020-01-01T00:00:00.000Z' });
  const signer = { key: generateSigningKey(), newKey: generateSigningKey(), log, now };
  await makeImages(join(folder, 'images'), signer);
  await makeRegistry(join(folder, 'registry'), now);
  await writeFile(join(folder, 'sample-key.pub'), signer.key.pem);
  await writeFile(join(folder, 'announced.pub'), signer.newKey.pem);
  await writeFile(join(folder, 'trusted-root.json'), log.trustedRoot);
  await writeFile(join(folder, 'mcp-trust.yaml'), stringify(CONFIGURATION));
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const [, , folder] = process.argv;
  if (folder === undefined) throw new Error('usage: make-samples FOLDER');
  await makeSamples(folder, Date.now());
}
