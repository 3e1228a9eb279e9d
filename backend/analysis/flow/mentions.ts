import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { listCalls, type Call } from '../syntax/calls.ts';
import { findNodes, type Kinds } from '../syntax/find-nodes.ts';
import { perFile } from '../syntax/per-file.ts';
import { sliceOf, toSpan, type Span } from '../syntax/span.ts';

/** A name in an expression. */
export interface Mention {
  readonly name: string;
  readonly at: number;
  /** The worst that it can be, after what is done to it there; null without. */
  readonly cap: 'fixed' | 'guarded' | null;
}

const NAMES: Kinds = {
  javascript: ['identifier', 'shorthand_property_identifier', 'this'],
  python: ['identifier'],
  go: ['identifier'],
};

/** Names of one expression that are followed. */
const MAX_MENTIONS = 128;

/** The result is a number, a truth or nothing that a text could be hidden in. */
const NUMERIC = /^(parseInt|parseFloat|Number|Boolean|int|float|bool|len|Atoi|ParseInt|ParseBool|isInteger|indexOf|charCodeAt|createHash|digest|randomUUID|now)$/;
/** What makes a value safe for where it goes, or refuses it. */
const GUARDING = /^(?:shlex\.|shell_?)?(?:\w{0,30}(?:quote|escape|sanitiz|sanitis|validat|allowed|whitelist|allowlist|assertSafe|encodeURI)\w{0,30}|shq|basename|Base|secure_filename)$/i;

interface Guard {
  readonly start: number;
  readonly end: number;
  readonly cap: 'fixed' | 'guarded';
}

const guards: (file: SourceFile) => readonly Guard[] = perFile((file) => listCalls(file).flatMap(toGuard));

function toGuard({ start, end, last }: Call): Guard[] {
  if (NUMERIC.test(last)) return [{ start, end, cap: 'fixed' }];
  return GUARDING.test(last) ? [{ start, end, cap: 'guarded' }] : [];
}

/** The names that an expression is made from; names of properties are not among them. */
export function listMentions(file: SourceFile, node: SgNode): Mention[] {
  const found: Mention[] = [];
  const seen = new Set<string>();
  for (const identifier of toNameNodes(file, node)) {
    const span = toSpan(identifier);
    const name = toName(file, span);
    const cap = capAt(file, span.start);
    const key = `${name}:${cap ?? ''}`;
    if (name === null || seen.has(key)) continue;
    seen.add(key);
    found.push({ name, at: span.start, cap });
    if (found.length >= MAX_MENTIONS) break;
  }
  return found;
}

function toNameNodes(file: SourceFile, node: SgNode): SgNode[] {
  const found = findNodes(file, NAMES, node);
  return found.length === 0 && /^[\w$]+$/.test(sliceOf(file, toSpan(node), 100)) && node.isNamedLeaf() ? [node] : found;
}

/** `this.command` as one name; null for what is only the name of a property or of a keyword. */
function toName(file: SourceFile, { start, end }: Span): string | null {
  const name = file.text.slice(start, Math.min(end, start + 200));
  if (name === 'this' || (name === 'self' && file.language === 'python')) {
    const field = /^\??\.\s*(#?[\w$]+)/.exec(file.text.slice(end, end + 120))?.[1];
    return field === undefined ? null : `this.${field}`;
  }
  if (file.language === 'python') {
    if (/[.]\s*$/.test(file.text.slice(Math.max(0, start - 3), start))) return null;
    if (/^\s*=(?!=)/.test(file.text.slice(end, end + 4)) && /[,(]\s*$/.test(file.text.slice(Math.max(0, start - 40), start))) return null;
  }
  return name;
}

function capAt(file: SourceFile, offset: number): Mention['cap'] {
  const all = guards(file);
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((all[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  // A guard around a guard is rare; the nearest few before the place are enough.
  for (let index = low - 1; index >= 0 && index >= low - 4; index -= 1) if ((all[index]?.end ?? 0) > offset) return all[index]?.cap ?? null;
  return null;
}
