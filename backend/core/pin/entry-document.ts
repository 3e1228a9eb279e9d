import { type Alias, type Document, isAlias, isMap, isNode, isScalar, isSeq, Lexer, parseDocument } from 'yaml';
import type { EntryProblemCode } from './server-entry.ts';

/** Limits of an entry. The largest of the real registry has 9 KiB; each bound stops one way to burn time. */
export const ENTRY_LIMITS = {
  /** Size of the text in UTF-16 units. */
  length: 256 * 1024,
  /** Texts above this are counted in tokens before anything is built of them. */
  uncountedLength: 32 * 1024,
  tokens: 60_000,
  /** Values visited, with aliases followed: a "billion laughs" ends here. */
  nodes: 20_000,
  aliases: 100,
  depth: 32,
} as const;

/** A value of the document: scalars stay texts, so that a commit of digits alone is not read as a number. */
export type EntryValue = string | null | readonly EntryValue[] | { readonly [key: string]: EntryValue };

/** Where something stands in a text: line and column count from 1, the column in UTF-16 units, `end` is an offset. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** A document that was read, or why it was not. Lines count from 1. */
export type EntryDocument =
  | { readonly value: EntryValue; lineOf(path: readonly PropertyKey[]): number | null; placeOf(path: readonly PropertyKey[]): TextPlace | null }
  | { readonly code: EntryProblemCode; readonly line: number | null; readonly column: number | null; readonly detail: string };

// YAML 1.2, 5.1: C0 controls other than tab and line breaks are not allowed in a stream.
const CONTROL_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const NULL = /^(?:|~|null|Null|NULL)$/;

/** Reads one YAML document under `ENTRY_LIMITS`; answers `entry_too_large` or `entry_yaml_invalid` where it cannot. */
export function readEntryDocument(text: string): EntryDocument {
  if (text.length > ENTRY_LIMITS.length || hasTooManyTokens(text)) {
    return { code: 'entry_too_large', line: null, column: null, detail: `An entry has at most ${ENTRY_LIMITS.length / 1024} KiB and ${ENTRY_LIMITS.tokens} tokens.` };
  }
  const control = CONTROL_CHARACTER.exec(text);
  if (control !== null) return invalid('It has a control character.', toPlace(text, control.index));
  // Not `silent`: that level takes a second document without a word.
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) return invalid(error.message, toPlace(text, error.pos[0]));
  const reader = new Reader(document);
  const value = reader.read(document.contents, 0);
  if (reader.refusal !== null) return invalid(reader.refusal.message, placeOf(reader.refusal.node, text));
  const find = (path: readonly PropertyKey[]): TextPlace | null => placeOf(document.getIn(path, true), text);
  return { value, placeOf: find, lineOf: (path) => find(path)?.line ?? null };
}

function hasTooManyTokens(text: string): boolean {
  if (text.length <= ENTRY_LIMITS.uncountedLength) return false;
  const tokens = new Lexer().lex(text);
  // Not `Array.from`: the count stops at the limit, whatever follows.
  for (let count = 0; count < ENTRY_LIMITS.tokens; count += 1) {
    if (tokens.next().done === true) return false;
  }
  return true;
}

/** Turns nodes into values, counting all it visits; after the first refusal it goes no further. */
class Reader {
  readonly #document: Document;
  #nodes = 0;
  #aliases = 0;
  refusal: { readonly message: string; readonly node: unknown } | null = null;

  constructor(document: Document) {
    this.#document = document;
  }

  read(node: unknown, depth: number): EntryValue {
    if (this.refusal !== null) return null;
    this.#nodes += 1;
    if (this.#nodes > ENTRY_LIMITS.nodes) return this.#refuse('It has too many values, or aliases that multiply.', node);
    if (depth > ENTRY_LIMITS.depth) return this.#refuse('It is nested too deeply.', node);
    if (isAlias(node)) return this.#follow(node, depth + 1);
    if (isScalar(node)) return node.type === 'PLAIN' && NULL.test(String(node.value)) ? null : String(node.value);
    if (isSeq(node)) return node.items.map((item) => this.read(item, depth + 1));
    return isMap(node) ? this.#readMap(node.items, depth + 1) : null;
  }

  #follow(alias: Alias, depth: number): EntryValue {
    this.#aliases += 1;
    if (this.#aliases > ENTRY_LIMITS.aliases) return this.#refuse('It has too many aliases.', alias);
    const target = alias.resolve(this.#document);
    return target === undefined ? this.#refuse('An alias names nothing.', alias) : this.read(target, depth);
  }

  #readMap(items: readonly { readonly key: unknown; readonly value: unknown }[], depth: number): EntryValue {
    const entries = new Map<string, EntryValue>();
    for (const { key, value } of items) {
      const name = isScalar(key) ? String(key.value) : null;
      if (name === null) return this.#refuse('A key is not a plain text.', key);
      if (entries.has(name)) return this.#refuse('A key stands twice.', key);
      // Readers differ on merge keys (YAML 1.2 has none): the catalog's own tools could read another pin than we do.
      if (name === '<<') return this.#refuse('Merge keys are not accepted.', key);
      entries.set(name, this.read(value, depth));
    }
    return Object.fromEntries(entries);
  }

  #refuse(message: string, node: unknown): null {
    this.refusal ??= { message, node };
    return null;
  }
}

/** The place of a node; null for what is not in the text. */
function placeOf(node: unknown, text: string): TextPlace | null {
  const range = isNode(node) ? node.range : null;
  return Array.isArray(range) ? toPlace(text, range[0], range[1]) : null;
}

function toPlace(text: string, start: number, end = start): TextPlace {
  const lines = text.slice(0, start).split(/\r\n|\r|\n/);
  return { line: lines.length, column: String(lines.at(-1)).length + 1, start, end };
}

function invalid(detail: string, place: TextPlace | null): EntryDocument {
  return { line: null, column: null, ...place, code: 'entry_yaml_invalid', detail };
}
