/** Why a file of the source was not read. */
export type SkipReason =
  | 'binary'
  | 'too_large'
  | 'too_many_files'
  | 'link_outside'
  | 'not_regular' // FIFO, device, socket
  | 'name_not_utf8'
  | 'path_too_long'
  | 'not_utf8'
  | 'unreadable'
  | 'parse_timeout'
  | 'parse_failed'
  | 'lfs_pointer'
  | 'submodule'
  | 'time_limit'
  | 'budget';

export interface SkippedFile {
  readonly file: string;
  readonly reason: SkipReason;
}

/** How much of the source was really read: a review that read 2 of 64 files says so. */
export interface Coverage {
  readonly files: number;
  readonly bytes: number;
  readonly skipped: readonly SkippedFile[];
}
