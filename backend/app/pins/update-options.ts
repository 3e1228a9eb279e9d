import type { CodedError } from '../../core/coded-error.ts';
import type { RegistryFolder } from '../../ports/registry-folder.ts';
import type { Upstream } from '../../ports/upstream.ts';
import type { PinUpdate } from './pin-update.ts';

export interface UpdateOptions {
  readonly folder: RegistryFolder;
  readonly upstream: Upstream;
  /** Empty for all. */
  readonly servers: readonly string[];
  /** New branches at most; null for no limit. Those that are there are refreshed beyond it. */
  readonly maxNew: number | null;
  readonly isDryRun: boolean;
  /** Where branches go, and whose main counts; null for the repository itself. */
  readonly remote: string | null;
  readonly skipUnrelated: boolean;
  /** Asked before any branch is moved: servers whose update is to be left alone, and why (a closed pull request). */
  readonly veto?: (updates: readonly PinUpdate[], signal: AbortSignal) => Promise<ReadonlyMap<string, CodedError>>;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}
