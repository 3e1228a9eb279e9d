import type { z } from 'zod';
import { decodeBase64 } from '../json/base64.ts';
import { hasCaseVariants } from '../json/case-variants.ts';
import { parseStrictJson } from '../json/strict-json.ts';
import { decodeUtf8 } from '../json/utf8.ts';
import { refuseAs, SignatureRefusal, type RefusalCode } from './refusal.ts';

export interface JsonReading<T> {
  readonly schema: z.ZodType<T>;
  /** Names the part in the finding's detail, e.g. `payload`. */
  readonly what: string;
  readonly malformed: RefusalCode;
  /** For signed bytes, where two parsers might read two digests: the code of keys that are equal, or equal but for letter case. */
  readonly duplicateKey?: RefusalCode;
}

/**
 * Parses bytes or text as strict JSON and narrows it with a schema.
 * @throws SignatureRefusal with one of the reading's codes
 */
export function readJson<T>(source: Uint8Array | string, reading: JsonReading<T>): T {
  const value = parse(source, reading);
  const { duplicateKey } = reading;
  if (duplicateKey !== undefined && hasCaseVariants(value)) {
    throw new SignatureRefusal(duplicateKey, `${reading.what}: keys that differ in letter case alone`);
  }
  const answer = reading.schema.safeParse(value);
  if (answer.success) return answer.data;
  const problems = answer.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new SignatureRefusal(reading.malformed, `${reading.what}: ${problems.join('; ')}`);
}

function parse(source: Uint8Array | string, { what, malformed, duplicateKey = malformed }: JsonReading<unknown>): unknown {
  const toCode = (code: string): RefusalCode => (code === 'json_duplicate_key' ? duplicateKey : malformed);
  return refuseAs(toCode, what, () => parseStrictJson(typeof source === 'string' ? source : decodeUtf8(source)));
}

/** Strict base64 of a value that must not be empty. */
export function readBase64(text: string, what: string, code: RefusalCode): Buffer {
  if (text === '') throw new SignatureRefusal(code, `${what} is empty`);
  return refuseAs(code, what, () => decodeBase64(text));
}
