import { CodedError } from '../../core/coded-error.ts';
import type { CommitSummary } from '../../core/review/scope.ts';
import { FETCH_LIMITS } from '../protocol/fetch-messages.ts';
import { SOURCE_LIMITS } from '../protocol/limits.ts';
import type { FetchWork } from './fetch-work.ts';
import { createRepository, type Repository } from './repository.ts';

export interface History {
  /** Null when it could not be known. */
  readonly isBaseAncestor: boolean | null;
  readonly commits: readonly CommitSummary[];
}

const UNKNOWN: History = { isBaseAncestor: null, commits: [] };
/** Commits alone, where the server can leave out the rest. */
const WITHOUT_TREES = '--filter=tree:0';
/** When the whole history is too large: as many generations as a base is usually behind. */
const FEW = '--depth=1000';
const CONTROLS = /[\p{Cc}\p{Bidi_Control}]+/gu;
const MAX_DATE = 8.64e15;

/**
 * Whether base leads to head, and the commits between them. Fetches commits without their trees; where that cannot
 * be had, the answer is that it is not known.
 */
export async function readHistory(work: FetchWork, url: string): Promise<History> {
  const { head, base, limits } = work.request;
  if (base === null || base === head) return { isBaseAncestor: base === null ? null : true, commits: [] };
  const deadline = Math.min(work.deadline, Date.now() + FETCH_LIMITS.historyMs);
  for (const [index, options] of [[WITHOUT_TREES], [WITHOUT_TREES, FEW]].entries()) {
    try {
      const repository = await createRepository(work, { name: `history-${index}.git`, url, maxBytes: limits.historyBytes, deadline });
      await repository.fetch(options, [`${head}:refs/history/head`, `${base}:refs/history/base`]);
      return await compare(repository, { head, base, isWhole: index === 0 });
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
    }
  }
  return UNKNOWN;
}

async function compare(repository: Repository, { head, base, isWhole }: { head: string; base: string; isWhole: boolean }): Promise<History> {
  const { status } = await repository.ask(['merge-base', '--is-ancestor', base, head], [0, 1]);
  // A history that was cut can prove that there is a way, never that there is none.
  if (status === 1 && !isWhole) return UNKNOWN;
  const between = isWhole ? [] : ['--ancestry-path'];
  const cut = `%<(${FETCH_LIMITS.textCharacters},trunc)`;
  const { output } = await repository.ask([
    'log', '-z', '--no-color', '--no-notes', '--no-decorate', `--max-count=${SOURCE_LIMITS.commits}`, ...between,
    `--format=tformat:%H%x00%ct%x00${cut}%an%x00${cut}%s`, `${base}..${head}`, '--',
  ]);
  return { isBaseAncestor: status === 0, commits: toCommits(output.toString('utf8').split('\0')) };
}

/** NUL cannot stand in a commit's text, so hostile names and subjects stay in their fields. */
function toCommits(fields: readonly string[]): CommitSummary[] {
  const commits: CommitSummary[] = [];
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [commit = '', seconds = '', author = '', subject = ''] = fields.slice(at, at + 4);
    if (/^[0-9a-f]{40}$/.test(commit)) commits.push({ commit, date: toDate(seconds), author: toPlain(author), subject: toPlain(subject) });
  }
  return commits;
}

function toPlain(text: string): string {
  return text.replace(CONTROLS, ' ').trim().slice(0, FETCH_LIMITS.textCharacters);
}

/** A date beyond the calendar is shown as its start: schemas of ISO dates have four digits for the year. */
function toDate(seconds: string): string {
  const milliseconds = Number(seconds) * 1000;
  const date = new Date(Math.abs(milliseconds) <= MAX_DATE ? milliseconds : 0).toISOString();
  return /^\d{4}-/.test(date) ? date : new Date(0).toISOString();
}
