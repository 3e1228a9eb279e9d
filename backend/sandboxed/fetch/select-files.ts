import type { SkippedFile } from '../../core/review/coverage.ts';
import { takeFiles, type Room, type Taken } from '../protocol/take-files.ts';
import type { ListedFile } from './list-tree.ts';
import type { ObjectInfo } from './object-reader.ts';

export interface SizedFile extends ListedFile {
  readonly size: number;
}

const LINK_BYTES = 4096; // PATH_MAX of Linux

/** Takes files in their order while there is room, and names the others. `infos` are of the files' objects. */
export function selectFiles(files: readonly ListedFile[], infos: readonly (ObjectInfo | null)[], room: Room): Taken<SizedFile> {
  const sized: SizedFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const [index, file] of files.entries()) {
    const info = infos[index] ?? null;
    // Not there: the server left it out, as it was asked to do with large files.
    if (info === null) skipped.push({ file: file.path, reason: 'too_large' });
    else if (info.type !== 'blob') skipped.push({ file: file.path, reason: 'unreadable' });
    else if (file.kind === 'link' && info.size > LINK_BYTES) skipped.push({ file: file.path, reason: 'link_outside' });
    else sized.push({ ...file, size: info.size });
  }
  const taken = takeFiles(sized, room);
  return { ...taken, skipped: [...skipped, ...taken.skipped] };
}
