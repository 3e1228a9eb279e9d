import { readSync } from 'node:fs';
import { TOOL_LIMITS } from '../protocol/tool-limits.ts';
import type { OpenedPath } from './open-path.ts';

/** The first bytes of a file, up to the limit. */
export interface FileContent {
  readonly bytes: Buffer;
  /** Size of the whole file. */
  readonly size: number;
  readonly isWhole: boolean;
}

/** Reads an open file up to `fileBytes`: a sparse file of a terabyte costs no more than that. */
export function readContent({ descriptor, size }: OpenedPath): FileContent {
  const bytes = Buffer.alloc(Math.min(size, TOOL_LIMITS.fileBytes));
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(descriptor, bytes, length, bytes.length - length, length);
    if (read === 0) break;
    length += read;
  }
  return { bytes: bytes.subarray(0, length), size, isWhole: size <= TOOL_LIMITS.fileBytes };
}

/** The text of a file; null when it is binary: a NUL byte, or no UTF-8 (of a cut file, but for a character at its end). */
export function toText({ bytes, isWhole }: FileContent): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !isWhole });
  } catch (error) {
    // What a fatal decoder throws (WHATWG Encoding, section 7.1).
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Lines without their ends; a line feed at the very end opens no further line. */
export function toLines(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
