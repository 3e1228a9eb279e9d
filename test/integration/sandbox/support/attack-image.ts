import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { TestEngine } from '../../support/test-engine.ts';
import { makeBoxImage } from './box-image.ts';

/** An image with the attacks in the place of the sandbox's programs: every kind of box can be attacked from inside. */
export async function makeAttackImage(engine: TestEngine): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-attacks-'));
  try {
    const entry = join(import.meta.dirname, '../attacks/main.ts');
    await build({ entryPoints: [entry], outfile: join(folder, 'sandboxed.js'), bundle: true, format: 'esm', platform: 'node', target: 'node24', logLevel: 'warning' });
    return await makeBoxImage(engine, { folder, programs: ['/usr/bin/perl'] });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
