import type { GitRepository } from './git-repository.ts';

/** What one commit of the registry's branch did to one server's entry. */
export interface EntryChange {
  readonly server: string;
  /** Commit time in whole seconds since the epoch. */
  readonly seconds: number;
  /** The new content; null when the entry was removed or is not a regular file any more. */
  readonly blob: string | null;
  readonly kind: 'written' | 'removed' | 'notAFile';
}

const PATH = /^servers\/([^/]+)\/server\.yaml$/;
const REGULAR_FILE = /^100(?:644|755)$/;
const HEADER = '\u0001';

/**
 * All changes of entries on the branch, oldest first: along the first parents, since what a merged branch had in
 * between was never the registry's word. A rename is a removal and an addition. `after` leaves out what that commit
 * had already.
 * @throws PortError of the git runner
 */
export async function listEntryChanges(repository: GitRepository, head: string, after: string | null): Promise<readonly EntryChange[]> {
  const range = after === null ? [head] : [head, `^${after}`];
  const output = await repository.git([
    'log', '-z', '--reverse', '--first-parent', '--diff-merges=first-parent', '--raw', '--no-abbrev', '--no-renames', '--no-show-signature', '--no-ext-diff',
    `--format=${HEADER}%ct`, ...range, '--', ':(glob)servers/*/server.yaml',
  ]);
  return parseLog(output.toString('utf8'));
}

/** Tells whether `older` stands on the first-parent line of `newer`: only then the changes since then are all changes. */
export async function isOnFirstParentLine(repository: GitRepository, older: string, newer: string): Promise<boolean> {
  const lines = (await repository.git(['rev-list', '--first-parent', '--parents', newer, `^${older}`])).toString('latin1').trimEnd().split('\n');
  return lines.at(-1)?.split(' ')[1] === older;
}

function parseLog(text: string): readonly EntryChange[] {
  const changes: EntryChange[] = [];
  let seconds = 0;
  let raw: string | null = null;
  for (const field of fieldsOf(text)) {
    if (raw !== null) {
      const server = PATH.exec(field)?.[1];
      if (server !== undefined) changes.push({ server, seconds, ...toContent(raw) });
      raw = null;
    } else if (field.startsWith(':')) raw = field;
    else if (field.startsWith(HEADER)) seconds = Number(field.slice(HEADER.length));
  }
  return changes;
}

/** One field at a time: the log of a long history has hundreds of thousands. git sets a line feed before some. */
function* fieldsOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\0', start);
    const stop = end < 0 ? text.length : end;
    yield text.slice(text[start] === '\n' ? start + 1 : start, stop);
    start = stop + 1;
  }
}

/** Reads `:<old mode> <new mode> <old id> <new id> <status>` (git-diff, "raw output format"). */
function toContent(raw: string): Pick<EntryChange, 'kind' | 'blob'> {
  const [, mode = '', , blob = '', status = ''] = raw.split(' ');
  if (status === 'D') return { kind: 'removed', blob: null };
  return REGULAR_FILE.test(mode) ? { kind: 'written', blob } : { kind: 'notAFile', blob: null };
}
