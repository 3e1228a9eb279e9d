import type { ChangedFile, CommitSummary } from '../../core/review/scope.ts';

/** Arguments of `git log` whose output `parseCommits` reads. */
export const COMMIT_FORMAT = ['-z', '--format=%H%x00%P%x00%ct%x00%an%x00%s', '--no-decorate', '--no-color'];
const FIELDS = 5;

/** What a summary keeps of texts that anybody may have written. */
const MAX_TEXT = 300;
/** The end of the year 9999: git takes any number for a time. */
const LAST_SECOND = 253_402_300_799;

const KINDS: Readonly<Record<string, ChangedFile['change']>> = { A: 'added', D: 'removed' };

export interface ParsedCommits {
  readonly commits: readonly CommitSummary[];
  /** Commits that one of them builds on. */
  readonly parents: ReadonlySet<string>;
}

export function parseCommits(text: string): ParsedCommits {
  const fields = text.split('\0');
  const commits: CommitSummary[] = [];
  const parents = new Set<string>();
  for (let index = 0; index + FIELDS < fields.length; index += FIELDS) {
    const [commit = '', above = '', seconds = '', author = '', subject = ''] = fields.slice(index, index + FIELDS);
    commits.push({ commit, date: toDate(seconds), author: author.slice(0, MAX_TEXT), subject: subject.slice(0, MAX_TEXT) });
    for (const parent of above.split(' ')) parents.add(parent);
  }
  return { commits, parents };
}

/** Reads `git diff-tree -z --name-status --no-renames`: at most `limit` files, and how many there are. */
export function parseChangedFiles(text: string, limit: number): { readonly files: readonly ChangedFile[]; readonly count: number } {
  const fields = text.split('\0');
  const files: ChangedFile[] = [];
  const count = Math.floor(fields.length / 2);
  for (let index = 0; index < Math.min(count, limit); index += 1) {
    const [status = '', path = ''] = fields.slice(2 * index, 2 * index + 2);
    files.push({ path, change: KINDS[status] ?? 'modified' });
  }
  return { files, count };
}

/** Seconds since the epoch as ISO 8601 UTC; what no calendar has is the epoch. */
function toDate(seconds: string): string {
  const number = Number(seconds);
  return new Date((number >= 0 && number <= LAST_SECOND ? Math.trunc(number) : 0) * 1000).toISOString();
}
