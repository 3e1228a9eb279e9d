import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { CodedError } from '../../core/coded-error.ts';
import { decodeUtf8 } from '../../core/json/utf8.ts';
import type { SkipReason } from '../../core/review/coverage.ts';
import { ANALYSIS_LIMITS } from '../protocol/limits.ts';

/** A file of the tree: its bytes, or why it has none for the rules. `start` is the head of a file that is not read as text. */
export type SourceRead =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number; readonly isUtf8: boolean }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly start: Uint8Array };

/** What starts so is text of git's large file storage: the file itself is elsewhere. */
const LFS_START = 'version https://git-lfs.github.com/spec/';
/** As git does: a file is binary when a zero byte is among its first. */
const BINARY_SEARCH_BYTES = 8_000;
const NOTHING = new Uint8Array();
const LOSSY_DECODER = new TextDecoder('utf-8');

/**
 * Reads a file that `walkTree` listed, without following a link, waiting for a FIFO or touching a device.
 * @param path - absolute
 * @param isCode - interpreters run code with a zero byte or broken UTF-8 in a comment, so such bytes must not hide it:
 *   it is decoded with replacement characters
 */
export function readSource(path: string, isCode: boolean): SourceRead {
  const descriptor = openRegular(path);
  if (descriptor === null) return { kind: 'skipped', reason: 'unreadable', start: NOTHING };
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return { kind: 'skipped', reason: 'not_regular', start: NOTHING };
    // A sparse file of a terabyte is not read to find out.
    if (status.size > ANALYSIS_LIMITS.fileBytes) return { kind: 'skipped', reason: 'too_large', start: readBytes(descriptor, BINARY_SEARCH_BYTES) };
    const bytes = readBytes(descriptor, status.size);
    return decode(bytes, isCode || isScript(bytes));
  } finally {
    closeSync(descriptor);
  }
}

/** Null where it is gone, became a link, or may not be read. */
function openRegular(path: string): number | null {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function readBytes(descriptor: number, size: number): Uint8Array {
  const buffer = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const count = readSync(descriptor, buffer, length, size - length, length);
    if (count === 0) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

function decode(bytes: Uint8Array, isCode: boolean): SourceRead {
  const start = bytes.subarray(0, BINARY_SEARCH_BYTES);
  if (!isCode && start.includes(0)) return { kind: 'skipped', reason: 'binary', start };
  const text = decodeStrictly(bytes);
  if (text === null) return isCode && !isUtf16(bytes) ? { kind: 'text', text: LOSSY_DECODER.decode(bytes), bytes: bytes.length, isUtf8: false } : { kind: 'skipped', reason: 'not_utf8', start };
  if (text.startsWith(LFS_START)) return { kind: 'skipped', reason: 'lfs_pointer', start: NOTHING };
  return { kind: 'text', text, bytes: bytes.length, isUtf8: true };
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/** A program without an extension, by its first line. */
function isScript(bytes: Uint8Array): boolean {
  return bytes[0] === 0x23 && bytes[1] === 0x21;
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
