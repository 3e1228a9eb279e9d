import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { parseSourceFile } from '../../../backend/analysis/parse-file.ts';
import type { JobOf, parsingAnswerSchema } from '../support/worker-jobs.ts';
import { startStopwatch } from './stopwatch.ts';

/** The syntax trees of a folder alone, in one process: below this no rule over them can come. */
export function measureParsing({ folder }: JobOf<'parsing'>): z.infer<typeof parsingAnswerSchema> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => ({ path: name, text: readFileSync(join(parentPath, name), 'utf8') }));
  const stop = startStopwatch();
  for (const { path, text } of texts) parseSourceFile(path, text);
  return stop();
}
