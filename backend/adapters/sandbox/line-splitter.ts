import { CodedError } from '../../core/coded-error.ts';
import { MAX_LINE_BYTES } from '../../sandboxed/protocol/limits.ts';

const NEWLINE = 0x0a;

/**
 * Splits bytes into lines of UTF-8. The writer throws CodedError `sandbox_failed` for a line longer than a message may be,
 * for bytes that are no UTF-8, and for more bytes in all than `maximumBytes`. What follows the last newline is no line.
 */
export function createLineSplitter(maximumBytes: number, onLine: (line: string) => void): (bytes: Buffer) => void {
  let parts: Buffer[] = [];
  let length = 0;
  let total = 0;

  const take = (bytes: Buffer): void => {
    length += bytes.length;
    if (length > MAX_LINE_BYTES) throw new CodedError('sandbox_failed', `A program in the sandbox wrote a line of more than ${MAX_LINE_BYTES} bytes.`);
    // A copy: the rest of the chunk is not kept in memory for a few bytes of it.
    parts.push(Buffer.from(bytes));
  };
  return (bytes) => {
    total += bytes.length;
    if (total > maximumBytes) throw new CodedError('sandbox_failed', `A program in the sandbox wrote more than ${maximumBytes} bytes.`);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      take(bytes.subarray(start, end));
      onLine(decode(Buffer.concat(parts)));
      [parts, length, start] = [[], 0, end + 1];
    }
    if (start < bytes.length) take(bytes.subarray(start));
  };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new CodedError('sandbox_failed', 'A program in the sandbox wrote what is no UTF-8.', { cause: error });
    throw error;
  }
}
