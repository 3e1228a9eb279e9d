import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { run } from '../../integration/support/child-process.ts';
import { askWorker } from '../support/ask-worker.ts';
import { PINS_PER_SERVER, type WorldOptions } from '../support/bench-world.ts';
import { makePinRegistry } from '../support/make-pin-registry.ts';
import { medianOf, toMilliseconds, type Row } from '../support/row.ts';
import { catalogAnswerSchema } from '../support/worker-jobs.ts';

const ROUNDS = 3;
const SERVERS = 300;
const GROWTH = 10;
/** Ten times the history may cost ten times, and what a busy machine adds. */
const TARGET_GROWTH = 13;
const TARGET_COLD = 2000;
const TARGET_OPEN = 100;

interface Source {
  readonly part: string;
  readonly source: string;
  readonly branch: string;
}

type Options = Pick<WorldOptions, 'folder' | 'add' | 'signal'>;
type Answer = z.infer<typeof catalogAnswerSchema>;

/** Pin history: the first fetch with its index, the index alone, opening again, and how it grows. */
export async function addCatalogRows(options: Options): Promise<void> {
  const { folder, add } = options;
  const real = await findBundle(folder);
  if ('skipped' in real) add(real);
  else await addSourceRows(options, real);
  const small = await generate(folder, 1);
  const one = await addSourceRows(options, small);
  const ten = await addSourceRows(options, await generate(folder, GROWTH));
  const ratio = ten / one;
  add({ part: 'catalog', figure: `${String(GROWTH)} times the history: index`, value: `${ratio.toFixed(1)} times`, target: `about ${String(GROWTH)}`, met: ratio <= TARGET_GROWTH });
}

/** The real registry's entries, where somebody brought a bundle of them. */
async function findBundle(folder: string): Promise<Source | Extract<Row, { skipped: string }>> {
  const bundle = process.env['MCP_TRUST_REGISTRY_BUNDLE'] ?? '';
  if (bundle === '' || !existsSync(bundle)) return { part: 'catalog', figure: 'real registry', skipped: 'MCP_TRUST_REGISTRY_BUNDLE names no bundle' };
  const source = join(folder, 'real.git');
  const { stdout } = await run('git', ['ls-remote', '--heads', bundle]);
  const branch = /refs\/heads\/(\S+)/.exec(stdout)?.[1] ?? 'main';
  await run('git', ['clone', '--quiet', '--bare', '--branch', branch, bundle, source]);
  return { part: 'catalog, real', source, branch };
}

async function generate(folder: string, growth: number): Promise<Source> {
  const source = join(folder, `pins-${String(growth)}.git`);
  makePinRegistry(source, { servers: SERVERS, pins: PINS_PER_SERVER * growth });
  return Promise.resolve({ part: `catalog, generated × ${String(growth)}`, source, branch: 'main' });
}

/** Answers milliseconds of indexing a clone that is there. */
async function addSourceRows({ folder, add, signal }: Options, { part, source, branch }: Source): Promise<number> {
  const [cold, index, open, fetch]: [Answer[], Answer[], Answer[], Answer[]] = [[], [], [], []];
  let last: Answer | undefined;
  for (let round = 0; round < ROUNDS && !signal.aborted; round += 1) {
    const dataFolder = join(folder, `catalog-${part.replaceAll(/\W+/g, '-')}-${String(round)}`);
    const ask = (refresh: boolean): Promise<Answer> => askWorker(folder, { kind: 'catalog', source, branch, dataFolder, refresh }, catalogAnswerSchema);
    cold.push(await ask(true));
    open.push(await ask(false));
    fetch.push(await ask(true));
    await removeIndexFiles(dataFolder);
    last = await ask(false);
    index.push(last);
    await rm(dataFolder, { recursive: true, force: true });
  }
  const what = `${String(last?.servers)} servers, ${String(last?.pins)} pins, ${String(last?.problems)} problems`;
  const isReference = !part.endsWith(String(GROWTH));
  const target = (figure: string, answers: readonly Answer[], limit: number, note: string): void => {
    const value = wallOf(answers);
    add({ part, figure, value: toMilliseconds(value), ...(isReference ? { target: `≤ ${String(limit)} ms`, met: value <= limit } : {}), note: describe(answers, note) });
  };
  target('cold: clone and index', cold, TARGET_COLD, `${what}; in a process of its own, median of ${String(ROUNDS)}`);
  target('index of a clone that is there', index, TARGET_COLD, '');
  target('open, nothing changed', open, TARGET_OPEN, 'the first look-up of every server’s pins included');
  add({ part, figure: 'fetch, nothing changed', value: toMilliseconds(wallOf(fetch)), note: 'beside the verifications, never before them' });
  return wallOf(index);
}

function wallOf(answers: readonly Answer[]): number {
  return medianOf(answers.map(({ milliseconds }) => milliseconds));
}

function describe(answers: readonly Answer[], note: string): string {
  const fastest = Math.min(...answers.map(({ milliseconds }) => milliseconds));
  const processor = medianOf(answers.map((answer) => answer.processor));
  return [`fastest ${toMilliseconds(fastest)}, processor ${toMilliseconds(processor)} (git apart)`, note].filter((text) => text !== '').join('; ');
}

async function removeIndexFiles(dataFolder: string): Promise<void> {
  for (const name of await readdir(dataFolder, { recursive: true })) {
    if (/index-[0-9a-f]{40}\.json$/.test(name)) await rm(join(dataFolder, name));
  }
}
