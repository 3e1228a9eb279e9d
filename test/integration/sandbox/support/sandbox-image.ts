import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleSandboxed } from '../../../../backend/scripts/build/backend-bundle.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import { makeBoxImage } from './box-image.ts';

const root = join(import.meta.dirname, '../../../..');

/** An image with the product's own programs of the sandbox, as they are in the extension's image. Returns its name. */
export async function makeSandboxImage(engine: TestEngine): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-programs-'));
  try {
    await bundleSandboxed(root, folder);
    // As in the extension's image: without it, Node compiles each file as CommonJS first, to find out that it is none.
    await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
    return await makeBoxImage(engine, { folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
