import type { SkippedFile } from '../../core/review/coverage.ts';

export interface Room {
  readonly files: number;
  readonly bytes: number;
  /** Of one file. */
  readonly fileBytes: number;
}

export interface Taken<File> {
  readonly files: readonly File[];
  readonly bytes: number;
  readonly skipped: readonly SkippedFile[];
  /** At least one file was left out for want of room. */
  readonly isFull: boolean;
}

/** Takes files in their order while there is room, and names the others. */
export function takeFiles<File extends { readonly path: string; readonly size: number }>(files: readonly File[], room: Room): Taken<File> {
  const taken: File[] = [];
  const skipped: SkippedFile[] = [];
  let bytes = 0;
  let isFull = false;
  for (const file of files) {
    if (file.size > room.fileBytes) skipped.push({ file: file.path, reason: 'too_large' });
    else if (taken.length >= room.files || bytes + file.size > room.bytes) {
      isFull = true;
      skipped.push({ file: file.path, reason: taken.length >= room.files ? 'too_many_files' : 'too_large' });
    } else {
      taken.push(file);
      bytes += file.size;
    }
  }
  return { files: taken, bytes, skipped, isFull };
}
