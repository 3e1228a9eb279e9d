import type { VerdictName } from '../contract/verification.ts';
import type { Platform } from '../core/image/platform.ts';
import type { Reference } from '../core/image/reference.ts';
import type { Provider } from '../core/review/model-endpoint.ts';
import type { Agent } from '../core/review/review.ts';
import type { PinsHandlers } from './pins/pins-flags.ts';

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

export interface ReviewFlags extends WorldFlags {
  readonly head?: string;
  /** A commit, or a directory as it was typed. */
  readonly base?: string;
  readonly directory?: string;
  readonly agent?: Agent;
  readonly provider?: Provider;
  readonly model?: string;
  readonly timeout?: number;
  readonly budgetTokens?: number;
  readonly out?: string;
  readonly format: 'table' | 'json' | 'markdown' | 'sarif';
  readonly fresh?: boolean;
  readonly printCompose?: boolean;
}

export interface ServeFlags extends WorldFlags {
  readonly socket?: string;
  readonly port?: number;
}

/** What the commands do; each answers its exit status. */
export interface CommandHandlers {
  list(flags: ListFlags): Promise<number>;
  verify(references: readonly string[], flags: VerifyFlags): Promise<number>;
  /** Without a target only with `printCompose`. */
  review(target: string | null, flags: ReviewFlags): Promise<number>;
  serve(flags: ServeFlags): Promise<number>;
  readonly pins: PinsHandlers;
}
