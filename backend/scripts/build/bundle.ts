/** What went into a bundle, as far as licences need it. */
export interface Bundle {
  /** Absolute paths of the bundled modules; empty where there was nothing to build. */
  readonly modules: readonly string[];
  /** Licence comments that stood in the bundled code itself. */
  readonly comments: readonly string[];
}

export const EMPTY_BUNDLE: Bundle = { modules: [], comments: [] };
