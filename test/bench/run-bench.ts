/** `npm run bench [-- --images N]`: measures, prints a table, leaves nothing behind. Parts without their counterpart are skipped. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureAll } from './measure-all.ts';
import { Cleanup } from './support/cleanup.ts';
import { formatRows, type Row } from './support/row.ts';

const { values } = parseArgs({ options: { images: { type: 'string', default: '300' }, only: { type: 'string' } } });
const rows: Row[] = [];
const cleanup = new Cleanup();
const abort = new AbortController();
const interrupted = new Promise<void>((resolve) => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => { abort.abort(); resolve(); });
});

const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-bench-'));
cleanup.add('folder', () => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
const add = (row: Row): void => {
  rows.push(row);
  process.stderr.write(`${formatRows([row])}\n`);
};

try {
  const work = measureAll({ folder, runId: randomUUID(), cleanup, signal: abort.signal, add, count: Number(values.images), only: values.only ?? null });
  // What the interruption tears down makes the rest of the work fail: that is no failure of the bench.
  await Promise.race([work, interrupted.then(() => { work.catch(() => undefined); })]);
} finally {
  await cleanup.run();
}
console.log(`\n${formatRows(rows)}\n\n${String(cpus().length)} processors (${cpus()[0]?.model ?? ''}), load ${loadavg().map((load) => load.toFixed(1)).join(' ')}, Node ${process.version}`);
// Workers that the interruption left behind end with this process.
process.exit(abort.signal.aborted ? 130 : 0);
