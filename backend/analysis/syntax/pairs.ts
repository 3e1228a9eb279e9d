import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { findNodes, toFamily, type Kinds } from './find-nodes.ts';
import { perFile } from './per-file.ts';
import { sliceOf, toSpan, type Span } from './span.ts';

/** A value under a key: of an object, a dictionary, a keyword argument, or an assignment to a property. */
export interface Pair extends Span {
  readonly key: string;
  readonly value: SgNode;
}

const PAIRS: Kinds = { javascript: ['pair'], python: ['pair', 'keyword_argument'], go: ['keyed_element'] };
const ASSIGNMENTS: Kinds = { javascript: ['assignment_expression'], python: ['assignment'], go: ['assignment_statement'] };

const listAssignments: (file: SourceFile) => readonly Pair[] = perFile((file) => findNodes(file, ASSIGNMENTS).flatMap((node) => toPair(file, node)));

/** Pairs with such a key; of `message.bcc = x` and `message["bcc"] = x` the last name is the key. Files that do not write it are not searched. */
export function listPairs(file: SourceFile, key: RegExp): Pair[] {
  const names = new RegExp(`\\b(?:${key.source})\\b["']?(\\]?\\s{0,4}=|\\s{0,4}:)?`, key.flags.includes('i') ? 'gi' : 'g');
  const whole = new RegExp(`^(?:${key.source})$`, key.flags);
  const found = [...file.text.matchAll(names)];
  const keys = found.length > 0 ? listKeys(file, key) : [];
  const assignments = found.some((match) => (match[1] ?? '').endsWith('=')) ? listAssignments(file) : [];
  return [...keys, ...assignments].filter((pair) => whole.test(pair.key));
}

/** The keys are compared natively: an object of data may have very many others. */
function listKeys(file: SourceFile, key: RegExp): Pair[] {
  const regex = `${key.flags.includes('i') ? '(?i)' : ''}^["'\`]?(?:${key.source})["'\`]?$`;
  const kinds = file.language === null ? [] : PAIRS[toFamily(file.language)];
  const any = kinds.map((kind) => (kind === 'keyed_element' ? { kind } : { kind, has: { field: kind === 'pair' ? 'key' : 'name', regex } }));
  return (file.root?.findAll({ rule: { any } }) ?? []).flatMap((node) => toPair(file, node));
}

function toPair(file: SourceFile, node: SgNode): Pair[] {
  const ends = node.kind() === 'keyed_element' ? node.namedChildren() : [];
  const key = node.field('key') ?? node.field('name') ?? node.field('left') ?? ends[0] ?? null;
  const value = node.field('value') ?? node.field('right') ?? ends[1] ?? null;
  if (key === null || value === null) return [];
  const written = sliceOf(file, toSpan(key), 200);
  const name = /([\w$-]{1,80})["'`]?\s*\]?$/.exec(written)?.[1];
  return name === undefined ? [] : [{ ...toSpan(node), key: name, value }];
}
