// Makes the built programs of the sandbox fit for the processor that an image is for: docker's TARGETARCH, else this machine's.
//
//   node backend/scripts/native.ts
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchNativeFiles } from './build/fetch-addon.ts';
import { copyNativeFiles, listNativeFiles, type Architecture } from './build/native-files.ts';

/** Names of the OCI image specification (GOARCH), and Node's own. */
const ARCHITECTURES: Readonly<Record<string, Architecture>> = { amd64: 'x64', x64: 'x64', arm64: 'arm64' };

const root = join(import.meta.dirname, '../..');
const output = join(root, 'dist/backend');
const asked = process.env['TARGETARCH'] ?? '';
const architecture = ARCHITECTURES[asked === '' ? process.arch : asked];
if (architecture === undefined) throw new Error(`the sandbox does not run on ${asked || process.arch}`);

for (const other of new Set(Object.values(ARCHITECTURES))) {
  if (other !== architecture) for (const { to } of listNativeFiles(other)) await rm(join(output, to), { force: true });
}
if ((await copyNativeFiles({ root, output, architecture })).length === 0) await fetchNativeFiles({ root, output, architecture });
