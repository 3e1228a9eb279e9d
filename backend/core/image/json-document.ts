import { z } from 'zod';
import { CodedError } from '../coded-error.ts';
import { parseStrictJson } from '../json/strict-json.ts';
import { decodeUtf8 } from '../json/utf8.ts';

const jsonObject = z.record(z.string(), z.unknown());

/**
 * Reads the bytes of a manifest or image config as JSON. Duplicate keys are refused: parsers written in Go merge
 * what stands under both, others take the last.
 * @throws CodedError `manifest_malformed` for bytes that are not UTF-8 or not JSON
 */
export function parseJsonDocument(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(decodeUtf8(bytes));
  } catch (cause) {
    throw new CodedError('manifest_malformed', 'The content is not JSON.', { cause });
  }
}

/**
 * Refuses a key that is a known one in other letters (`Manifests`): engines written in Go read it as the known one,
 * and would run something else than what was judged here.
 */
export function hasExactKeys(value: unknown, known: readonly string[]): boolean {
  const object = jsonObject.safeParse(value);
  if (!object.success) return true;
  return Object.keys(object.data).every((key) => known.includes(key) || !known.some((name) => name.toLowerCase() === key.toLowerCase()));
}

/** A copy without a prototype: looking up `constructor` in text from outside finds nothing. */
export function toTextRecord(entries: Readonly<Record<string, string>> | null | undefined): Readonly<Record<string, string>> {
  const record: Record<string, string> = Object.create(null) as Record<string, string>;
  return Object.assign(record, entries);
}
