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
type Times = Pick<Pass, 'milliseconds' | 'processor'>;

interface Round {
  readonly cold: Pass;
  readonly warm: Pass;
  readonly floor: Times;
}

/** Cold, the floor beside it, and warm. Answers milliseconds an image, cold. */
export async function addVerifyRows(world: BenchWorld, given: VerifyCase): Promise<number> {
  const rounds: Round[] = [];
  const whole: (readonly [Pass, Pass])[] = [];
  for (let round = 0; round < ROUNDS && !world.signal.aborted; round += 1) {
    const name = `${given.part}-${String(round)}`;
    const [cold, warm] = await verifyTwice(world, given, { name, knownEngine: true });
    const bare = { kind: 'floor' as const, requests: cold.requests, concurrency: SWEEP_CONCURRENCY };
    rounds.push({ cold, warm, floor: await askWorker(world.folder, bare, floorAnswerSchema) });
    if (given.references === null) whole.push(await verifyTwice(world, given, { name: `${name}-engine`, knownEngine: false }));
  }
  addColdRows(world, given, rounds);
  addWarmRows(world, given, rounds);
  if (whole.length > 0) addEngineRow(world, given, whole);
  return medianOf(rounds.map(({ cold }) => cold.milliseconds)) / world.signed.images.length;
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

function addColdRows({ add, signed }: BenchWorld, { part, requestsAnImage, note = '' }: VerifyCase, rounds: readonly Round[]): void {
  const count = signed.images.length;
  const requests = rounds[0]?.cold.requests.length ?? Number.NaN;
  // Until the first valid signature is found, the first images of a sweep look in the usual order.
  const extra = requests - requestsAnImage * count;
  const notes = [extra === 0 ? '' : `${String(extra)} more while the place is looked for`, note];
  add({
    part, figure: 'requests, cold', value: `${(requests / count).toFixed(2)} an image`, target: String(requestsAnImage),
    met: extra <= SWEEP_CONCURRENCY, note: notes.filter((text) => text !== '').join('; '),
  });
  const [cold, floor] = [rounds.map((round) => round.cold), rounds.map((round) => round.floor)];
  add({ part, figure: `cold, ${String(count)} images`, value: toMilliseconds(wallOf(cold)), note: describe(cold) });
  add({ part, figure: 'floor: the same requests alone', value: toMilliseconds(wallOf(floor)), note: `${describe(floor)}; ${String(SWEEP_CONCURRENCY)} at once` });
  const over = medianOf(rounds.map((round) => round.cold.milliseconds - round.floor.milliseconds)) / count;
  const busy = medianOf(rounds.map((round) => round.cold.processor - round.floor.processor)) / count;
  const ratio = medianOf(rounds.map((round) => round.cold.milliseconds / round.floor.milliseconds));
  add({ part, figure: 'over the floor, an image', value: toMilliseconds(over), target: `≤ ${String(TARGET_OVER_FLOOR)} ms`, met: over <= TARGET_OVER_FLOOR, note: `processor ${toMilliseconds(busy)}; ratio ${ratio.toFixed(2)}` });
}

function addWarmRows({ add, signed }: BenchWorld, { part }: VerifyCase, rounds: readonly Round[]): void {
  const warm = rounds.map((round) => round.warm);
  const requests = Math.max(...warm.map((pass) => pass.requests.length));
  add({ part, figure: 'requests, again', value: String(requests), target: '0', met: requests === 0 });
  addWarm(add, { part, figure: `again, ${String(signed.images.length)} images`, warm });
}

/** Listing and inspecting included: what a person waits for who asks for all images of the engine. */
function addEngineRow({ add }: BenchWorld, { part }: VerifyCase, whole: readonly (readonly [Pass, Pass])[]): void {
  const cold = whole.map(([pass]) => pass);
  add({ part, figure: 'cold, the engine’s answers included', value: toMilliseconds(wallOf(cold)), note: describe(cold) });
  addWarm(add, { part, figure: 'again, the engine’s answers included', warm: whole.map(([, pass]) => pass) });
}

function addWarm(add: BenchWorld['add'], { part, figure, warm }: { part: string; figure: string; warm: readonly Times[] }): void {
  const value = wallOf(warm);
  add({ part, figure, value: toMilliseconds(value), target: `≤ ${String(TARGET_WARM)} ms`, met: value <= TARGET_WARM, note: describe(warm) });
}

function wallOf(times: readonly Times[]): number {
  return medianOf(times.map(({ milliseconds }) => milliseconds));
}

function describe(times: readonly Times[]): string {
  const walls = times.map(({ milliseconds }) => milliseconds);
  const busy = medianOf(times.map(({ processor }) => processor));
  return `${Math.min(...walls).toFixed(0)} to ${Math.max(...walls).toFixed(0)} ms, processor ${toMilliseconds(busy)}`;
}
