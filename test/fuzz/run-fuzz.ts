/** `npm run fuzz [-- --runs N --seed S]`: many mutated inputs, a summary line, and exit status 1 on a find. */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { fuzzProperty, type Tally } from './fuzz-property.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '120000' }, seed: { type: 'string', default: String(Date.now() % 2 ** 31) } } });
const numRuns = Number(values.runs);
const seed = Number(values.seed);
const tally: Tally = new Map();
const started = performance.now();
console.log(`fuzz: ${numRuns} inputs, seed ${seed}`);

const details = fc.check(fuzzProperty(tally), { numRuns, seed });

for (const [outcome, count] of [...tally].sort(([, one], [, other]) => other - one)) console.log(`${String(count).padStart(8)}  ${outcome}`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
if (details.failed) {
  console.error(fc.defaultReportMessage(details));
  console.error(`fuzz: FIND after ${details.numRuns} inputs, seed ${details.seed}, ${seconds} s`);
  process.exitCode = 1;
} else {
  console.log(`fuzz: ${details.numRuns} inputs, no false "valid", no uncoded error, seed ${details.seed}, ${seconds} s`);
}
