import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openFactStore, type FactStoreOptions } from '../../../backend/adapters/store/sqlite-fact-store.ts';
import type { FactStore } from '../../../backend/ports/fact-store.ts';

export const NOW = Date.parse('2026-05-02T10:00:00Z');

/** A folder that is gone after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-trust-store-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Opens a store that is closed after the test. */
export async function openStore(path: string, options: Partial<FactStoreOptions> = {}): Promise<FactStore> {
  const store = await openFactStore({ path, clock: () => NOW, ...options });
  onTestFinished(() => {
    store.close();
  });
  return store;
}

/** Makes a file with 200 facts of 1 kB, closed properly; returns its path. */
export async function makeFile(folder: string): Promise<string> {
  const path = join(folder, 'facts.sqlite');
  const store = await openFactStore({ path, clock: () => NOW });
  for (let number = 0; number < 200; number += 1) store.write({ kind: 'signature', key: `key ${number}` }, 'x'.repeat(1_000), null);
  store.close();
  return path;
}
