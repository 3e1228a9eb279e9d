import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { jobSchema } from '../../../backend/contract/api.ts';
import { Daemon } from '../../integration/support/child-process.ts';
import type { BenchWorld } from '../support/bench-world.ts';
import { COMMAND, NOT_BUILT } from '../support/dist.ts';

const TARGET_MEGABYTES = 150;
const SWEEPS = 3;
const PATIENCE = 120_000;
const PAGE = 200;
const FIGURE = 'backend, highest resident memory';

export interface MemoryCase {
  readonly configuration: string;
  readonly env: NodeJS.ProcessEnv;
}

const pageSchema = z.object({ total: z.number(), rows: z.array(z.object({ verification: z.object({ verdict: z.string() }).nullable() })) });
const refreshed = z.object({ catalog: z.object({ state: z.string() }) });

/** The backend as it runs in the extension, from its first clone through several sweeps, with the panel reading along. */
export async function addMemoryRow(world: BenchWorld, { configuration, env }: MemoryCase): Promise<void> {
  const { add, folder, cleanup } = world;
  if (!existsSync(COMMAND) || !existsSync('/proc/self/status')) {
    add({ part: 'memory', figure: FIGURE, skipped: existsSync(COMMAND) ? 'read from /proc, which is not here' : NOT_BUILT });
    return;
  }
  const socketPath = join(folder, 'backend.sock');
  const args = [COMMAND, 'serve', '--socket', socketPath, '--config', configuration, '--data', join(folder, 'data', 'memory')];
  const daemon = new Daemon(process.execPath, args, env);
  cleanup.add('backend', () => daemon.stop());
  await daemon.until(() => (daemon.log.includes('Listening') ? true : undefined));
  const ask = toAsk(socketPath);
  await daemon.until(async () => (refreshed.parse(await ask('GET', '/api/status')).catalog.state === 'ready' ? true : undefined), PATIENCE);
  const started = await readMemory(daemon.pid);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) await runSweep(daemon, ask, sweep > 0);
  const verified = await countVerified(ask);
  const peak = await readMemory(daemon.pid);
  await daemon.stop();
  add({
    part: 'memory', figure: FIGURE, value: `${peak.high.toFixed(0)} MB`, target: `≤ ${String(TARGET_MEGABYTES)} MB`, met: peak.high <= TARGET_MEGABYTES,
    note: `${String(verified)} verified; first clone ${started.high.toFixed(0)} MB, at the end ${peak.now.toFixed(0)} MB; ${String(SWEEPS)} sweeps, all but the first ask anew`,
  });
}

type Ask = (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;

function toAsk(socketPath: string): Ask {
  const dispatcher = new Agent({ connect: { socketPath } });
  return async (method, path, body) => {
    const options = { dispatcher, method, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await request(`http://backend${path}`, options);
    return answer.body.json();
  };
}

async function runSweep(daemon: Daemon, ask: Ask, fresh: boolean): Promise<void> {
  const { id } = jobSchema.parse(await ask('POST', '/api/jobs', { kind: 'verify', keys: null, fresh }));
  let next = 0;
  await daemon.until(async () => {
    const job = jobSchema.parse(await ask('GET', `/api/jobs/${id}?since=${String(next)}`));
    next = job.next;
    return job.state === 'running' ? undefined : job.state;
  }, PATIENCE);
}

/** Reads every page, as the panel does. */
async function countVerified(ask: Ask): Promise<number> {
  let verified = 0;
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = pageSchema.parse(await ask('GET', `/api/images?offset=${String(offset)}&limit=${String(PAGE)}`));
    total = page.total;
    verified += page.rows.filter(({ verification }) => verification?.verdict === 'verified').length;
  }
  return verified;
}

/** Megabytes (10^6 bytes) of resident memory: the highest so far, and now. */
async function readMemory(pid: number): Promise<{ readonly high: number; readonly now: number }> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  const read = (name: string): number => (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024) / 1e6;
  return { high: read('VmHWM'), now: read('VmRSS') };
}
