import { CodedError } from '../coded-error.ts';
import type { EncodingCode } from './encoding-code.ts';

/** A byte order mark is kept, so that it is refused by what parses the text, as cosign's parser refuses it. */
const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes UTF-8 without replacement characters.
 * @throws CodedError `utf8_malformed`
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes);
  } catch (cause) {
    throw new CodedError<EncodingCode>('utf8_malformed', 'Not valid UTF-8.', { cause });
  }
}
