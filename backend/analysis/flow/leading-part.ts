import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { sliceOf, toSpan } from '../syntax/span.ts';
import { spend } from './budget.ts';
import { listMentions } from './mentions.ts';
import { capReach, worseReach, type Reach } from './reach.ts';
import { listSources } from './sources.ts';

/** A URL that is followed through more names than these is not decided by this file. */
const MAX_DEPTH = 8;
const FIXED_START = /^[\s([{]*(?:new URL\(\s*)?[fFrRbBuU]{0,2}["'`]{1,3}(?:(?:https?|wss?):\/\/[^"'`${]|\/|\?|data:|file:)/;
const SECOND_IS_BASE = /^new URL\(\s*[^,()]{1,200},/;

/**
 * Who decides the beginning of a URL, and so its host: in `https://api.sample/${id}` the program, in `${base}/${id}` whoever sets `base`.
 */
export function reachOfHost(file: SourceFile, node: SgNode, depth = 0): Reach {
  const span = toSpan(node);
  if (depth > MAX_DEPTH || !spend(file, span.end - span.start + 16)) return 'variable';
  const text = sliceOf(file, span, 300);
  if (FIXED_START.test(text) || SECOND_IS_BASE.test(text)) return 'fixed';
  const found = listMentions(file, node).map((mention) => ({ mention, source: listSources(file, { name: mention.name, at: mention.at, within: span }) }));
  // In `str(url)` and `Input(url).path` the first name only makes something of the next.
  const first = found.find(({ mention, source }) => source !== null || file.text.charAt(mention.at + mention.name.length) !== '(');
  const source = first?.source ?? null;
  if (first === undefined || source === null) return 'fixed';
  if (source.reach !== undefined) return first.mention.cap === null ? source.reach : capReach(source.reach, first.mention.cap);
  return source.values.reduce<Reach>((worst, value) => (worst === 'tool' ? worst : worseReach(worst, reachOfHost(file, value, depth + 1))), source.least);
}
