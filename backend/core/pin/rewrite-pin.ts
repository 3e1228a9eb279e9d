import { CodedError } from '../coded-error.ts';
import { toCommit } from './commit.ts';
import { readEntryDocument, type EntryValue } from './entry-document.ts';

const COMMIT = /[0-9a-f]{40}/gi;

/**
 * The entry with its pin moved to `commit` (40 lower-case hex digits): the forty digits are replaced where they stand, and
 * nothing else, so that comments, order, quoting, indentation, line ends and the byte order mark stay.
 * @throws CodedError `entry_yaml_invalid` and the like where the entry cannot be read, `entry_pin_missing` where it has no
 *   pin, `entry_commit_malformed` where that is no commit, or written as an alias or in several lines
 */
export function rewritePin(text: string, commit: string): string {
  const document = readEntryDocument(text);
  if ('code' in document) throw new CodedError(document.code, document.detail);
  const old = commitOf(document.value);
  const place = document.placeOf(['source', 'commit']);
  if (old === null || place === null) throw new CodedError('entry_pin_missing', 'The entry has no source.commit.');
  const written = text.slice(place.start, place.end);
  const digits = [...written.matchAll(COMMIT)];
  const [match] = digits;
  if (toCommit(old) === null || match === undefined || digits.length !== 1 || match[0] !== old) throw new CodedError('entry_commit_malformed', 'The pin does not stand in one piece.');
  const start = place.start + match.index;
  const moved = text.slice(0, start) + commit + text.slice(start + old.length);
  assertMoved(moved, commit);
  return moved;
}

/** What was written must read as the new pin: nothing is left to chance in a file that decides what ships. */
function assertMoved(text: string, commit: string): void {
  const document = readEntryDocument(text);
  if ('code' in document || commitOf(document.value) !== commit) throw new CodedError('entry_commit_malformed', 'The moved pin does not read back.');
}

function commitOf(value: EntryValue): string | null {
  const source = isMapping(value) ? value['source'] : null;
  const commit = isMapping(source) ? source['commit'] : null;
  return typeof commit === 'string' && commit !== '' ? commit : null;
}

function isMapping(value: EntryValue | undefined): value is { readonly [key: string]: EntryValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
