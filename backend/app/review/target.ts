import type { AnalysisContext } from '../../core/review/analysis-context.ts';
import type { SourceRequest } from '../../ports/sandbox.ts';

/** What a person wants reviewed. */
export type ReviewTarget =
  /** A row of the image grid, by its key. */
  | { readonly kind: 'image'; readonly key: string }
  | { readonly kind: 'server'; readonly name: string }
  /** An image reference as `verify` takes it. */
  | { readonly kind: 'reference'; readonly text: string }
  | { readonly kind: 'git'; readonly url: string }
  /** An absolute path of this machine, and how the person wrote it. */
  | { readonly kind: 'directory'; readonly path: string; readonly text: string };

/** What a person said beside the target; null where nothing was said. */
export interface TargetOptions {
  readonly head: string | null;
  /** A commit, or for a directory the absolute path of another one. */
  readonly base: string | null;
  readonly directory: string | null;
}

/** A target with its source decided. */
export interface ResolvedTarget {
  readonly server: string | null;
  readonly title: string;
  readonly source: SourceRequest;
  readonly context: AnalysisContext;
  /** Where the head comes from: the image's label, the catalog's pin, or the person. */
  readonly headOrigin: 'label' | 'pin' | 'given';
}
