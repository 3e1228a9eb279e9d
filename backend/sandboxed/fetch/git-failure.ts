import { CodedError } from '../../core/coded-error.ts';
import type { FetchMessage } from '../protocol/fetch-messages.ts';

export type FetchFailureCode = Extract<FetchMessage, { kind: 'failed' }>['code'];
export type FetchFailure = CodedError<FetchFailureCode>;

/** What git's own words mean. Lines that the server wrote are not among them, but for its refusal of a commit. */
const MEANINGS: readonly (readonly [RegExp, FetchFailureCode])[] = [
  // upload-pack and fetch-pack say so of a commit that is not there, or that they don't give away by its id.
  [/not our ref|unadvertised object|couldn't find remote ref|no such remote ref/i, 'source_commit_missing'],
  [/No space left on device|out of memory/i, 'source_too_large'],
  [/early EOF|unexpected disconnect|hung up|curl \d+|timed out|timeout/i, 'source_unreachable'],
  [/fsck|index-pack|unpack-objects|inflate|corrupt|bad object|bad tree|object .* (?:not found|mismatch)|pack has|pack signature|error in object|invalid (?:object|sha1|pack)|did not send all necessary objects|protocol error: bad pack/i, 'source_malformed'],
];
const CONTROL_CHARACTERS = /\p{Cc}+/gu;
const MESSAGE_CHARACTERS = 500;

export function fetchFailure(code: FetchFailureCode, message: string): FetchFailure {
  return new CodedError(code, message.replace(CONTROL_CHARACTERS, ' ').slice(0, MESSAGE_CHARACTERS), { retryable: code === 'source_unreachable' });
}

/** Tells from the end of git's standard error why a fetch failed. What it does not know counts as an outage. */
export function classifyGitFailure(standardError: string): FetchFailure {
  const own = standardError.split(/[\r\n]+/).filter((line) => line.trim() !== '' && !line.startsWith('remote: '));
  const marked = own.filter((line) => /^(?:fatal|error):/.test(line));
  const text = (marked.length > 0 ? marked : own).slice(-6).join('; ');
  const code = MEANINGS.find(([pattern]) => pattern.test(text))?.[1] ?? 'source_unreachable';
  return fetchFailure(code, text.replace(/:\/\/[^\s/'"]*@/g, '://') || 'git ended without a word');
}
