import { CodedError } from '../coded-error.ts';
import type { EncodingCode } from './encoding-code.ts';

/**
 * Decodes base64 in its one canonical form (RFC 4648, section 4: standard alphabet, padded, no line breaks).
 * Node's decoder skips junk and ignores stray bits, so two texts could stand for one value: only a text that
 * encodes back to itself is accepted.
 * @throws CodedError `base64_malformed`
 */
export function decodeBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) {
    throw new CodedError<EncodingCode>('base64_malformed', 'Not canonical base64.');
  }
  return bytes;
}
