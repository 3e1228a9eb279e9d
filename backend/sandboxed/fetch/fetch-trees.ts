import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SkippedFile } from '../../core/review/coverage.ts';
import { FETCH_LIMITS, type FetchMessage, type FetchRequest } from '../protocol/fetch-messages.ts';
import { SOURCE_LIMITS } from '../protocol/limits.ts';
import { readHistory, type History } from './commit-history.ts';
import { exportTrees, type ExportedTrees } from './export-trees.ts';
import { fetchCommits, type FetchedCommits } from './fetch-commits.ts';
import { writeRecord } from './fetch-record.ts';
import type { FetchWork } from './fetch-work.ts';
import { fetchFailure } from './git-failure.ts';
import { assertFetchable } from './git-url.ts';
import { ObjectReader } from './object-reader.ts';

/** Where a fetch may write. */
export interface FetchPlace {
  /** An existing folder; a new one below it is used, and removed. */
  readonly scratch: string;
  /** An empty folder: gets `head`, `base` and, last, the record of the fetch. */
  readonly target: string;
  readonly report: (message: FetchMessage) => void;
}

/**
 * Fetches the commits of a request and writes their trees.
 * @returns everything that there is to tell, lists first, `fetched` last
 * @throws CodedError `source_*`, `git_missing`
 */
export async function fetchTrees(request: FetchRequest, { scratch, target, report }: FetchPlace): Promise<FetchMessage[]> {
  const { protocols, proxy, limits } = request;
  const { href } = assertFetchable(request.project, protocols);
  if ((await readdir(target)).some((name) => name !== 'lost+found')) throw fetchFailure('source_malformed', 'the place for the source is not empty');
  const folder = join(scratch, 'fetch');
  await mkdir(folder);
  try {
    const authoritiesFile = request.certificateAuthorities === null ? null : join(folder, 'authorities.pem');
    if (authoritiesFile !== null) await writeFile(authoritiesFile, request.certificateAuthorities ?? '');
    const stop = new AbortController();
    const work: FetchWork = { request, target, report, scratch: folder, signal: stop.signal, deadline: Date.now() + limits.timeoutMs, reach: { protocols, ...proxy, authoritiesFile } };
    report({ kind: 'progress', step: 'Fetching the commits', files: 0 });
    const fetched = await fetchCommits(work, href);
    const history = readHistory(work, fetched.url);
    const exported = await exportFrom(work, fetched).catch(async (error: unknown) => {
      stop.abort();
      await history;
      throw error;
    });
    const messages = toMessages(request, exported, await history);
    await writeRecord(target, messages);
    return messages;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function exportFrom(work: FetchWork, { repository }: FetchedCommits): Promise<ExportedTrees> {
  const reader = new ObjectReader(repository);
  try {
    return await exportTrees(work, reader);
  } finally {
    reader.close();
  }
}

function toMessages({ project, head: headCommit, base: baseCommit, directory }: FetchRequest, { head, base, changed }: ExportedTrees, history: History): FetchMessage[] {
  const skipped = toSkipped([...head.skipped, ...(base?.skipped ?? [])]);
  return [
    ...toChunks(skipped).map((files): FetchMessage => ({ kind: 'skipped', files })),
    ...toChunks(changed).map((files): FetchMessage => ({ kind: 'changed', files })),
    ...toChunks(history.commits).map((commits): FetchMessage => ({ kind: 'commits', commits })),
    {
      kind: 'fetched', project, head: headCommit, base: baseCommit, directory, isBaseAncestor: history.isBaseAncestor,
      files: head.files, bytes: head.bytes, baseFiles: base?.files ?? 0, baseBytes: base?.bytes ?? 0,
    },
  ];
}

/** Each once, though it is missing on both sides; names cut to what a message takes, and the list to its limit. */
function toSkipped(all: readonly SkippedFile[]): SkippedFile[] {
  const named = new Map(all.map(({ file, reason }) => [`${reason} ${file}`, { file: file.slice(0, SOURCE_LIMITS.pathBytes), reason }]));
  const list = [...named.values()];
  if (list.length <= SOURCE_LIMITS.skipped) return list;
  const more = list.length - SOURCE_LIMITS.skipped + 1;
  return [...list.slice(0, SOURCE_LIMITS.skipped - 1), { file: `(${more} more)`, reason: 'too_many_files' }];
}

function toChunks<T>(list: readonly T[]): T[][] {
  const size = FETCH_LIMITS.itemsInMessage;
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}
