import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createMemoryFactStore, openFactStore } from '../../backend/adapters/store/sqlite-fact-store.ts';
import { describeFactStore } from './fact-store.contract.ts';
import { FakeFactStore } from './fake-fact-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-trust-facts-'));
let files = 0;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describeFactStore('the fake', (clock) => new FakeFactStore(clock));
describeFactStore('SQLite in memory', (clock) => createMemoryFactStore(clock));
describeFactStore('SQLite in a file', (clock) => {
  files += 1;
  return openFactStore({ path: join(folder, `${files}.sqlite`), clock });
});
