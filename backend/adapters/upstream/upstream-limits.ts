/** Limits of what a project may cost. Real projects stay far below; a hostile one ends here. */
export interface UpstreamLimits {
  /** For the list of references, and for anything that is asked of the cache. */
  readonly listMs: number;
  readonly fetchMs: number;
  readonly localMs: number;
  /** Text of one answer. The largest public projects list some 20 MB of references. */
  readonly outputBytes: number;
  /** Size of one project's history on disk. */
  readonly cacheBytes: number;
  /** Lists that are shown to people. */
  readonly commits: number;
  readonly files: number;
}

export const UPSTREAM_LIMITS: UpstreamLimits = {
  listMs: 30_000, fetchMs: 300_000, localMs: 60_000, outputBytes: 64 * 1024 * 1024, cacheBytes: 2 * 1024 * 1024 * 1024, commits: 100, files: 300,
};
