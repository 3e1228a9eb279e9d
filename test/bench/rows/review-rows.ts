import { downloadPackages } from '../support/npm-packages.ts';
import { copyOwnSource, writeSmallServer } from '../support/own-source.ts';
import type { WorldOptions } from '../support/bench-world.ts';
import { askWorker } from '../support/ask-worker.ts';
import { makeReviewPlace, type AnalysisTimes, type ReviewPlace } from '../support/review-place.ts';
import { medianOf, toMilliseconds } from '../support/row.ts';
import { parsingAnswerSchema } from '../support/worker-jobs.ts';
import { measureCancel, measureFirstRequest } from '../work/measure-agent.ts';

const PART = 'review';
const RUNS = 5;
const FEW_RUNS = 3;
const TARGETS = { megabytesASecond: 2, firstFinding: 1_000, memory: 512, packages: 1_000, firstRequest: 1_500, cancel: 2_000 };

type Add = WorldOptions['add'];

/** Reviews in real containers: the static rules, the way to a model, and what a cancellation leaves. */
export async function addReviewRows(options: WorldOptions): Promise<void> {
  const place = await makeReviewPlace(options);
  if ('absent' in place) {
    options.add({ part: PART, figure: 'all rows', skipped: place.absent });
    return;
  }
  await addFirstFinding(place.value, options);
  await addPackages(place.value, options);
  await addThroughput(place.value, options);
  await addAgentRows(place.value, options);
}

async function addFirstFinding(place: ReviewPlace, { folder, add }: WorldOptions): Promise<void> {
  const source = await place.load(await writeSmallServer(folder));
  const runs = await repeat(RUNS, () => place.analyse(source));
  const first = runs.map(({ firstFinding }) => firstFinding ?? Number.NaN);
  const opened = medianOf(runs.map((times) => times.opened));
  addTime(add, { figure: 'first finding, container’s start included', values: first, target: TARGETS.firstFinding, note: `${(medianOf(first) / opened).toFixed(1)} times the start alone, ${toMilliseconds(opened)}` });
}

async function addPackages(place: ReviewPlace, { folder, add }: WorldOptions): Promise<void> {
  const figure = 'four real MCP packages';
  const packages = await downloadPackages(folder);
  if ('absent' in packages) {
    add({ part: PART, figure, skipped: packages.absent });
    return;
  }
  const source = await place.load(packages.value);
  const runs = await repeat(RUNS, () => place.analyse(source));
  const [times] = runs;
  const whole = medianOf(runs.map(({ ended }) => ended));
  addTime(add, {
    figure, values: runs.map(toRunning), target: TARGETS.packages,
    note: `${String(times?.files ?? 0)} files, ${((times?.bytes ?? 0) / 1000).toFixed(0)} kB, ${String(times?.findings ?? 0)} findings; in the running container, with its start ${toMilliseconds(whole)}`,
  });
}

async function addThroughput(place: ReviewPlace, { folder, add }: WorldOptions): Promise<void> {
  const own = await copyOwnSource(folder);
  const source = await place.load(own);
  const runs = await repeat(FEW_RUNS, () => place.analyse(source));
  const parsing = await askWorker(folder, { kind: 'parsing', folder: own }, parsingAnswerSchema);
  const bytes = runs[0]?.bytes ?? 0;
  const speedOf = (milliseconds: number): number => bytes / 1000 / milliseconds;
  const speed = speedOf(medianOf(runs.map(toRunning)));
  const [fastest, processor] = [speedOf(Math.min(...runs.map(toRunning))), lowest(runs.map(({ processorMs }) => processorMs))];
  add({
    part: PART, figure: 'static rules, two processors', value: `${speed.toFixed(2)} MB/s`, target: `≥ ${String(TARGETS.megabytesASecond)} MB/s`, met: speed >= TARGETS.megabytesASecond,
    note: `median of ${String(FEW_RUNS)}, fastest ${fastest.toFixed(2)}; ${(bytes / 1e6).toFixed(1)} MB of TypeScript${processor === null ? '' : `, ${toMilliseconds(processor)} of processor time, ${(processor / parsing.processor).toFixed(1)} times bare parsing`}`,
  });
  const memory = runs.flatMap(({ memoryBytes }) => (memoryBytes === null ? [] : [memoryBytes / 1e6]));
  if (memory.length === 0) add({ part: PART, figure: 'memory in the container', skipped: 'the engine told nothing of it' });
  else add({ part: PART, figure: 'memory in the container', value: `${Math.max(...memory).toFixed(0)} MB`, target: `≤ ${String(TARGETS.memory)} MB`, met: Math.max(...memory) <= TARGETS.memory, note: 'highest that the engine told, without cached files; its limit is 512 MiB' });
}

async function addAgentRows(place: ReviewPlace, { folder, add }: WorldOptions): Promise<void> {
  const source = await place.load(`${folder}/small-server`);
  addTime(add, { figure: 'tool box, start to first model request', values: await repeat(RUNS, () => measureFirstRequest(place, source)), target: TARGETS.firstRequest, note: 'scripted model on this machine' });
  const large = await place.load(`${folder}/own-source`);
  addTime(add, { figure: 'cancel, until nothing is left', values: await repeat(FEW_RUNS, () => measureCancel(place, large)), target: TARGETS.cancel, note: 'static rules over a large source; no container of the run is there any more' });
}

interface Timing {
  readonly figure: string;
  readonly values: readonly number[];
  readonly target: number;
  readonly note: string;
}

function addTime(add: Add, { figure, values, target, note }: Timing): void {
  const median = medianOf(values);
  add({ part: PART, figure, value: toMilliseconds(median), target: `≤ ${String(target)} ms`, met: median <= target, note: `median of ${String(values.length)}, fastest ${toMilliseconds(Math.min(...values))}; ${note}` });
}

function toRunning({ opened, ended }: AnalysisTimes): number {
  return ended - opened;
}

function lowest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

async function repeat<Value>(times: number, work: () => Promise<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (let count = 0; count < times; count += 1) values.push(await work());
  return values;
}
