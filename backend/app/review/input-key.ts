import { createHash } from 'node:crypto';
import type { SkipReason } from '../../core/review/coverage.ts';
import type { Review } from '../../core/review/review.ts';
import type { ResolvedTarget } from './target.ts';

/** What another run may read after all: such a review is not the last word on its input. */
const BY_CHANCE: ReadonlySet<SkipReason> = new Set(['time_limit', 'parse_timeout', 'unreadable']);

/**
 * Everything that a review by the rules alone follows from: commits, folder, version of the rules, and what they are told
 * about the server. Null for a directory, which may change at any time.
 */
export function inputKeyOf({ server, source, context }: ResolvedTarget, ruleSet: string): string | null {
  if (source.kind === 'directory') return null;
  const { project, head, base, directory } = source;
  const input = JSON.stringify(['static', ruleSet, server, project, head, base, directory, context.title, context.description, context.allowedHosts, context.otherServers]);
  return createHash('sha256').update(input).digest('hex');
}

/** Whether the same input would lead to the same review again. */
export function isRepeatable({ coverage }: Review): boolean {
  return !coverage.skipped.some(({ reason }) => BY_CHANCE.has(reason));
}
