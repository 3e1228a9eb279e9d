import { CodedError } from '../coded-error.ts';
import type { EncodingCode } from './encoding-code.ts';
import { scanJson } from './scan-json.ts';

/** Deeper nesting than any format here needs; the bound keeps recursive walks off the stack's end. */
export const MAX_JSON_DEPTH = 64;

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A JSON integer in its one plain notation: no fraction, no exponent, no negative zero. */
const PLAIN_INTEGER = /^(?:0|-?[1-9][0-9]*)$/;

/** Stands for a number that is not a plainly written safe integer (`1016.0`, `1e3`, `-0`, 2^53): no number schema accepts it. */
export class InexactNumber {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  /** The number as it was written. */
  get source(): string {
    return this.#source;
  }
}

/**
 * Parses JSON (RFC 8259) that two parsers cannot read in two ways: duplicate keys are refused even when their
 * values are equal, so are keys of the prototype chain, lone surrogates and nesting beyond `MAX_JSON_DEPTH`.
 * Numbers are JavaScript numbers only where they are safe integers in plain notation, `InexactNumber` otherwise.
 * Give the result to a schema.
 * @throws CodedError with an `EncodingCode`
 */
export function parseStrictJson(text: string): unknown {
  const { depth, members } = scanJson(text);
  if (depth > MAX_JSON_DEPTH) {
    throw new CodedError<EncodingCode>('json_too_deep', `Nested deeper than ${MAX_JSON_DEPTH}.`);
  }
  const value = parse(text);
  if (countMembers(value) !== members) {
    throw new CodedError<EncodingCode>('json_duplicate_key', 'A key occurs twice in one object.');
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, keepSource);
  } catch (cause) {
    throw new CodedError<EncodingCode>('json_malformed', 'Not valid JSON.', { cause });
  }
}

/** `context.source` is the number's raw text (ECMAScript, JSON.parse source text access). */
function keepSource(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number') return value;
  const source = String(context?.source);
  return PLAIN_INTEGER.test(source) && Number.isSafeInteger(value) ? value : new InexactNumber(source);
}

/** Counts the members of all objects in the tree, checking every key and string on the way. */
function countMembers(value: unknown): number {
  if (typeof value === 'string') assertWellFormed(value);
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countMembers(item), 0);
  return Object.entries(value).reduce((sum, [key, member]) => {
    assertKey(key);
    return sum + 1 + countMembers(member);
  }, 0);
}

function assertKey(key: string): void {
  assertWellFormed(key);
  if (FORBIDDEN_KEYS.has(key)) {
    throw new CodedError<EncodingCode>('json_forbidden_key', `The key "${key}" is not allowed.`);
  }
}

/** Parsers differ on `\ud800` alone: Go reads U+FFFD, JavaScript keeps it. */
function assertWellFormed(text: string): void {
  if (!text.isWellFormed()) {
    throw new CodedError<EncodingCode>('json_malformed', 'A string holds half of a surrogate pair.');
  }
}
