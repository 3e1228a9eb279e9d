/** One measurement in a process of its own: `node worker.ts JOB.json` prints the answer as JSON. */
import { readFile } from 'node:fs/promises';
import { measureCatalog } from './work/measure-catalog.ts';
import { measureEngineFloor, measureFloor } from './work/measure-floor.ts';
import { measureParsing } from './work/measure-parsing.ts';
import { measureSignatures } from './work/measure-signatures.ts';
import { measureVerify } from './work/measure-verify.ts';
import { workerJobSchema, type WorkerJob } from './support/worker-jobs.ts';

const [, , file = ''] = process.argv;
const job = workerJobSchema.parse(JSON.parse(await readFile(file, 'utf8')));
process.stdout.write(`${JSON.stringify(await measure(job))}\n`);

function measure(asked: WorkerJob): Promise<object> | object {
  switch (asked.kind) {
    case 'verify':
      return measureVerify(asked);
    case 'floor':
      return measureFloor(asked);
    case 'engineFloor':
      return measureEngineFloor(asked);
    case 'catalog':
      return measureCatalog(asked);
    case 'signatures':
      return measureSignatures(asked);
    case 'parsing':
      return measureParsing(asked);
  }
}
