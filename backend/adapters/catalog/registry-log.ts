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
  const fields = text.split('\0');
  for (let index = 0; index < fields.length; index += 1) {
    const field = (fields[index] ?? '').replace(/^\n/, '');
    if (field.startsWith(HEADER)) seconds = Number(field.slice(HEADER.length));
    if (!field.startsWith(':')) continue;
    index += 1;
    const server = PATH.exec(fields[index] ?? '')?.[1];
    if (server !== undefined) changes.push({ server, seconds, ...toContent(field) });
  }
  return changes;
}

/** Reads `:<old mode> <new mode> <old id> <new id> <status>` (git-diff, "raw output format"). */
function toContent(raw: string): Pick<EntryChange, 'kind' | 'blob'> {
  const [, mode = '', , blob = '', status = ''] = raw.split(' ');
  if (status === 'D') return { kind: 'removed', blob: null };
  return REGULAR_FILE.test(mode) ? { kind: 'written', blob } : { kind: 'notAFile', blob: null };
}
