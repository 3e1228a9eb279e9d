import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { DIST, NOT_BUILT } from '../support/dist.ts';
import { toMilliseconds, type Row } from '../support/row.ts';

const TARGET_BYTES = 350_000;
const TARGET_FILTER = 100;
/** Left by the browser tests, which measure in a real browser. */
const FILTER_REPORT = process.env['MCP_TRUST_FILTER_REPORT'] ?? join(DIST, '../node_modules/.cache/panel-filter.json');
const filterSchema = z.object({ rows: z.number(), milliseconds: z.number() });

/** What the browser loads before anything is shown, and how fast many rows are filtered. */
export async function addPanelRows(add: (row: Row) => void): Promise<void> {
  const page = join(DIST, 'ui/index.html');
  if (existsSync(page)) add(await toSizeRow(page));
  else add({ part: 'panel', figure: 'first chunk, gzipped', skipped: NOT_BUILT });
  if (!existsSync(FILTER_REPORT)) {
    add({ part: 'panel', figure: 'filtering 2,000 rows', skipped: 'measured by the browser tests, which left no report' });
    return;
  }
  const { rows, milliseconds } = filterSchema.parse(JSON.parse(await readFile(FILTER_REPORT, 'utf8')));
  add({ part: 'panel', figure: `filtering ${String(rows)} rows`, value: toMilliseconds(milliseconds), target: `≤ ${String(TARGET_FILTER)} ms`, met: milliseconds <= TARGET_FILTER, note: 'in the browser tests' });
}

async function toSizeRow(page: string): Promise<Row> {
  const files = await listStatic(page);
  const sizes = await Promise.all([page, ...files].map(async (path) => gzipSync(await readFile(path)).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    part: 'panel', figure: 'first chunk, gzipped', value: `${(total / 1000).toFixed(1)} kB`, target: `≤ ${String(TARGET_BYTES / 1000)} kB`,
    met: total <= TARGET_BYTES, note: `${String(files.length)} files that index.html loads, and itself`,
  };
}

/** Scripts, preloaded modules, style sheets, and what the scripts import without waiting to be asked. */
async function listStatic(page: string): Promise<readonly string[]> {
  const found = new Set<string>();
  const follow = async (file: string, names: readonly string[]): Promise<void> => {
    for (const name of names) {
      const path = join(file, '..', name);
      if (found.has(path) || !existsSync(path)) continue;
      found.add(path);
      if (path.endsWith('.js')) await follow(path, toNames(await readFile(path, 'utf8'), /\b(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g));
    }
  };
  await follow(page, toNames(await readFile(page, 'utf8'), /(?:src|href)="(\.\/[^"]+\.(?:js|css))"/g));
  return [...found];
}

function toNames(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
