import type { z } from 'zod';
import { openGitCatalog } from '../../../backend/adapters/catalog/git-catalog.ts';
import { runGit } from '../../../backend/adapters/git/run-git.ts';
import type { catalogAnswerSchema, JobOf } from '../support/worker-jobs.ts';
import { startStopwatch } from './stopwatch.ts';

/** Opens the catalog, fetches it where asked to, and looks every server's pins up. */
export async function measureCatalog({ source, branch, dataFolder, refresh }: JobOf<'catalog'>): Promise<z.infer<typeof catalogAnswerSchema>> {
  const stop = startStopwatch();
  const catalog = await openGitCatalog({ dataDirectory: dataFolder, source, branch, git: runGit, clock: Date.now });
  if (refresh) await catalog.refresh({ signal: new AbortController().signal });
  const snapshot = await catalog.snapshot();
  const pins = snapshot.entries().reduce((sum, { name }) => sum + (snapshot.historyFor(name)?.intervals.length ?? 0), 0);
  return { ...stop(), servers: snapshot.serverCount, pins, problems: snapshot.problems.length };
}
