import type { z } from 'zod';
import { SWEEP_CONCURRENCY } from '../../../backend/app/verify/sweep.ts';
import { askWorker } from '../support/ask-worker.ts';
import { makeColdFolder, type BenchWorld } from '../support/bench-world.ts';
import { medianOf, toMilliseconds } from '../support/row.ts';
import { floorAnswerSchema, verifyAnswerSchema } from '../support/worker-jobs.ts';

/** The floor and the verification take turns, so that a busy moment of the machine meets both. */
const ROUNDS = 5;
const TARGET_OVER_FLOOR = 1;
const TARGET_WARM = 50;

export interface VerifyCase {
  readonly part: string;
  readonly configuration: string;
  readonly references: readonly string[] | null;
  readonly requestsAnImage: number;
  readonly note?: string;
  readonly env: NodeJS.ProcessEnv;
}

type Pass = z.infer<typeof verifyAnswerSchema>['passes'][number];

/** Cold, the floor beside it, and warm. Answers milliseconds an image, cold. */
export async function addVerifyRows(world: BenchWorld, given: VerifyCase): Promise<number> {
  const { part } = given;
  const [cold, warm, floor, engine]: [number[], number[], number[], number[]] = [[], [], [], []];
  let requests: readonly string[] = [];
  let again: Pass | undefined;
  for (let round = 0; round < ROUNDS && !world.signal.aborted; round += 1) {
    const [first, second] = await verifyTwice(world, given, { name: `${part}-${String(round)}`, knownEngine: true });
    requests = first.requests;
    again = second;
    cold.push(first.milliseconds);
    warm.push(second.milliseconds);
    const bare = { kind: 'floor' as const, requests: [...requests], concurrency: SWEEP_CONCURRENCY };
    floor.push((await askWorker(world.folder, bare, floorAnswerSchema)).milliseconds);
    if (given.references !== null) continue;
    const [whole, warmWhole] = await verifyTwice(world, given, { name: `${part}-engine-${String(round)}`, knownEngine: false });
    engine.push(whole.milliseconds, warmWhole.milliseconds);
  }
  addRows(world, given, { cold, warm, floor, requests, again });
  if (engine.length > 0) addEngineRow(world, part, engine);
  return medianOf(cold) / world.signed.images.length;
}

async function verifyTwice(world: BenchWorld, { configuration, references, env }: VerifyCase, { name, knownEngine }: { name: string; knownEngine: boolean }): Promise<readonly [Pass, Pass]> {
  const dataFolder = await makeColdFolder(world, name.replaceAll(/\W+/g, '-'));
  const job = { kind: 'verify' as const, configuration, dataFolder, references: references === null ? null : [...references], runId: world.runId, passes: 2, knownEngine };
  const { passes: [first, second] } = await askWorker(world.folder, job, verifyAnswerSchema, env);
  if (first === undefined || second === undefined) throw new Error('the worker did not verify twice');
  for (const pass of [first, second]) assertAllVerified(pass, world.signed.images.length);
  return [first, second];
}

/** A bench of failures would be fast, and worth nothing. */
function assertAllVerified({ verdicts }: Pass, count: number): void {
  if (verdicts['verified'] !== count) throw new Error(`not all of ${String(count)} images are verified: ${JSON.stringify(verdicts)}`);
}

interface Measured {
  readonly cold: readonly number[];
  readonly warm: readonly number[];
  readonly floor: readonly number[];
  readonly requests: readonly string[];
  readonly again: Pass | undefined;
}

function addRows({ add, signed }: BenchWorld, { part, requestsAnImage, note = '' }: VerifyCase, { cold, warm, floor, requests, again }: Measured): void {
  const count = signed.images.length;
  // Until the first valid signature is found, the first images of a sweep look in the usual order.
  const expected = requestsAnImage * count;
  const extra = requests.length - expected;
  add({
    part, figure: 'requests, cold', value: `${(requests.length / count).toFixed(2)} an image`, target: String(requestsAnImage),
    met: extra <= SWEEP_CONCURRENCY, note: [extra === 0 ? '' : `${String(extra)} more while the place is looked for`, note].filter((text) => text !== '').join('; '),
  });
  add({ part, figure: `wall time, cold, ${String(count)} images`, value: toMilliseconds(medianOf(cold)), note: `median of ${String(cold.length)}; ${spread(cold)}` });
  add({ part, figure: 'floor: the same requests alone', value: toMilliseconds(medianOf(floor)), note: `${String(SWEEP_CONCURRENCY)} at once; ${spread(floor)}` });
  const over = medianOf(cold.map((value, round) => value - (floor[round] ?? 0))) / count;
  add({ part, figure: 'over the floor, an image', value: toMilliseconds(over), target: `≤ ${String(TARGET_OVER_FLOOR)} ms`, met: over <= TARGET_OVER_FLOOR, note: `ratio ${(medianOf(cold) / medianOf(floor)).toFixed(2)}` });
  const asked = again?.requests.length ?? Number.NaN;
  add({ part, figure: 'requests, again', value: String(asked), target: '0', met: asked === 0 });
  const warmMedian = medianOf(warm);
  add({ part, figure: `wall time, again, ${String(count)} images`, value: toMilliseconds(warmMedian), target: `≤ ${String(TARGET_WARM)} ms`, met: warmMedian <= TARGET_WARM, note: spread(warm) });
}

/** Even numbers are cold, odd ones warm. */
function addEngineRow({ add }: BenchWorld, part: string, engine: readonly number[]): void {
  const [cold, warm] = [0, 1].map((parity) => medianOf(engine.filter((_, index) => index % 2 === parity)));
  add({ part, figure: 'with listing and inspecting in the engine', value: `${toMilliseconds(cold ?? 0)} cold, ${toMilliseconds(warm ?? 0)} again`, note: 'the engine answers 300 inspects, once' });
}

function spread(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)} ms`;
}
