import type { Ecosystem } from './well-known-names.ts';

/** A dependency as a manifest names it. */
export interface Dependency {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** Version range, URL or path, as written. */
  readonly source: string;
  /** Needed to build or test alone. */
  readonly isForDevelopment: boolean;
}
