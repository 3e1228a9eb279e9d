import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import type { TestEngine } from '../support/test-engine.ts';
import { importBase } from './machine-base.ts';

export const root = join(import.meta.dirname, '../../..');

export interface ExtensionImage {
  readonly reference: string;
  readonly remove: () => Promise<void>;
}

/** Builds the extension image with the product's own Dockerfile, on bases made here, without the internet. */
export async function buildExtensionImage(engine: TestEngine): Promise<ExtensionImage> {
  const names = { build: `mcp-trust-test/build:${engine.runId}`, runtime: `mcp-trust-test/runtime:${engine.runId}`, image: `mcp-trust-test/extension:${engine.runId}` };
  const label = `mcp-trust.test=${engine.runId}`;
  const remove = async (): Promise<void> => {
    const ids = await engine.docker('images', '--quiet', '--filter', `label=${label}`);
    await engine.remove(...new Set(ids.split('\n').filter((id) => id !== '')));
  };
  try {
    await importBase({ reference: names.runtime, engine, label });
    await importBase({ reference: names.build, engine, label, modulesOf: root });
    const args = Object.entries({ BUILD_IMAGE: names.build, RUNTIME_IMAGE: names.runtime }).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]);
    await engine.docker('build', '--network', 'none', '--force-rm', ...args, '--tag', names.image, root);
  } catch (error) {
    await remove();
    throw new Error(`the image can't be built:\n${toOutput(error)}`, { cause: error });
  }
  return { reference: names.image, remove };
}

/** What a failed command printed, as far as it matters. */
function toOutput(error: unknown): string {
  const { stdout = '', stderr = '' } = z.object({ stdout: z.string().optional(), stderr: z.string().optional() }).catch({}).parse(error);
  return `${stdout}\n${stderr}`.slice(-4000);
}

/** Bytes of an image as it is moved around: plain, and compressed as registries keep layers. */
export async function measureImage(engine: TestEngine, reference: string): Promise<{ bytes: number; compressedBytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-size-'));
  try {
    const path = join(folder, 'image.tar');
    await engine.docker('save', '--output', path, reference);
    const sizes = { bytes: 0, compressedBytes: 0 };
    const plain = createReadStream(path).on('data', (part) => (sizes.bytes += part.length));
    for await (const part of plain.pipe(createGzip())) sizes.compressedBytes += Buffer.byteLength(part as Buffer);
    return sizes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
