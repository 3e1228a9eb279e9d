import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addonPackage, copyNativeFiles, listNativeFiles, type Architecture } from '../../backend/scripts/build/native-files.ts';

const root = join(import.meta.dirname, '../..');
const ARCHITECTURES: readonly Architecture[] = ['x64', 'arm64'];
/** The number that an ELF file has for its machine (elf.h: EM_X86_64, EM_AARCH64). */
const MACHINES: Readonly<Record<Architecture, number>> = { x64: 62, arm64: 183 };
const lock = z.object({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional(), integrity: z.string().optional() })) }).parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));

describe('when native files of the sandbox are listed', () => {
  it.each(ARCHITECTURES)('names packages for %s that the lock file pins, in the version of the parser itself', (architecture) => {
    const pinned = lock.packages[`node_modules/${addonPackage(architecture)}`];
    expect(pinned?.version).toBe(lock.packages['node_modules/@ast-grep/napi']?.version);
    expect(pinned?.integrity).toMatch(/^sha512-/);
  });

  it.each(ARCHITECTURES)('finds parsers of languages for %s, made for that processor', async (architecture) => {
    for (const { from } of listNativeFiles(architecture).filter(({ to }) => to.startsWith('languages/'))) {
      const content = await readFile(join(root, 'node_modules', from));
      expect(content.subarray(0, 4).toString('latin1')).toBe('\x7fELF');
      expect(content.readUInt16LE(18)).toBe(MACHINES[architecture]);
    }
  });
});

describe('when native files are copied', () => {
  it('copies all or none, by what is installed', async () => {
    const output = await mkdtemp(join(tmpdir(), 'mcp-trust-native-'));
    try {
      for (const architecture of ARCHITECTURES) {
        const isInstalled = existsSync(join(root, 'node_modules', addonPackage(architecture)));
        const copied = await copyNativeFiles({ root, output, architecture });
        expect(copied).toHaveLength(isInstalled ? listNativeFiles(architecture).length : 0);
        for (const { to } of listNativeFiles(architecture)) expect(existsSync(join(output, to))).toBe(isInstalled);
      }
    } finally {
      await rm(output, { recursive: true, force: true });
    }
  });
});
