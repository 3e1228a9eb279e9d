import type { VerdictName } from '../contract/verification.ts';
import type { Platform } from '../core/image/platform.ts';
import type { Reference } from '../core/image/reference.ts';

export interface WorldFlags {
  readonly config?: string;
  readonly data?: string;
  readonly sample?: boolean;
}

export interface ListFlags extends WorldFlags {
  readonly format: 'table' | 'json';
}

export interface VerifyFlags extends ListFlags {
  readonly all?: boolean;
  readonly failOn?: Exclude<VerdictName, 'verified'>;
  readonly platform?: Platform;
  /** What an OCI layout is verified as. */
  readonly as?: Reference;
}

export interface ServeFlags extends WorldFlags {
  readonly socket?: string;
  readonly port?: number;
}

/** What the commands do; each answers its exit status. */
export interface CommandHandlers {
  list(flags: ListFlags): Promise<number>;
  verify(references: readonly string[], flags: VerifyFlags): Promise<number>;
  serve(flags: ServeFlags): Promise<number>;
}
