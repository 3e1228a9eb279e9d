import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestHex } from '../../../../backend/core/image/digest.ts';
import { OCI_INDEX } from '../../../../backend/core/image/media-types.ts';
import type { Content } from './oci-content.ts';

/** Writes an OCI image layout into a new temporary folder; `entries` are the descriptors of `index.json`. */
export async function writeLayout(contents: readonly Content[], entries: readonly object[]): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mcp-trust-layout-')));
  await mkdir(join(folder, 'blobs/sha256'), { recursive: true });
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  await writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: entries }));
  for (const { digest, bytes } of contents) await writeFile(blobPath(folder, digest), bytes);
  return folder;
}

export function blobPath(folder: string, digest: Content['digest']): string {
  return join(folder, 'blobs/sha256', digestHex(digest));
}
