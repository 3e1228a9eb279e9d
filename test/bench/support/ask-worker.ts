import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { run } from '../../integration/support/child-process.ts';
import type { WorkerJob } from './worker-jobs.ts';

const WORKER = fileURLToPath(new URL('../worker.ts', import.meta.url));
const TIMEOUT = 300_000;
let jobs = 0;

/** Runs a job in a new process of this Node and answers what it measured. */
export async function askWorker<Answer>(folder: string, job: WorkerJob, answer: z.ZodType<Answer>, env: NodeJS.ProcessEnv = {}): Promise<Answer> {
  const file = join(folder, `job-${String((jobs += 1))}.json`);
  await writeFile(file, JSON.stringify(job));
  const { stdout } = await run(process.execPath, [WORKER, file], { timeoutMs: TIMEOUT, env });
  return answer.parse(JSON.parse(stdout));
}
