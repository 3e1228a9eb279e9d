import type { EntryProblemCode } from './server-entry.ts';

/** What is wrong with an entry itself, or with its pin at the project. */
export type PinProblemCode =
  | EntryProblemCode
  | 'entry_name_malformed'
  | 'entry_name_ambiguous'
  | 'entry_source_missing'
  | 'entry_pin_missing'
  | 'entry_commit_uppercase'
  | 'entry_branch_malformed'
  | 'entry_directory_malformed'
  | 'pin_commit_missing'
  | 'pin_commit_unreachable'
  | 'pin_branch_missing'
  | 'pin_branch_rewritten'
  | 'pin_directory_missing'
  | 'pin_dockerfile_missing'
  // a link, a device, or no text at all
  | 'file_unreadable';

/** A problem at its place in a file; line and column count from 1. */
export interface PinProblem {
  readonly server: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly code: PinProblemCode;
  readonly detail: string;
  /** What to write instead, where that is known. */
  readonly mend: string | null;
}
