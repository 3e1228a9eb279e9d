import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from './index-file.ts';

const commit = z.string().regex(/^[0-9a-f]{40}$/);
const stateSchema = z.object({
  version: z.literal(1),
  /** The head that is served. */
  head: commit,
  fetchedAt: z.iso.datetime(),
  /** A fetched head that does not descend from `head`, and when it was fetched. */
  pending: z.object({ head: commit, fetchedAt: z.iso.datetime() }).nullable(),
});

/** What stands beside the clone: which head is served and when it was fetched. Written last, so it never promises too much. */
export type CatalogState = z.infer<typeof stateSchema>;

/** The state of a folder, or null where it has none that can be read. */
export async function readState(folder: string): Promise<CatalogState | null> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(join(folder, 'state.json'), 'utf8')));
  } catch {
    // Absent before the first clone; damaged, it counts as absent: the catalog is cloned again.
    return null;
  }
}

export async function writeState(folder: string, state: CatalogState): Promise<void> {
  await writeAtomically(join(folder, 'state.json'), JSON.stringify(state));
}
