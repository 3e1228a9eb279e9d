/** What the analysis is told about the server; nothing of it is trusted. */
export interface AnalysisContext {
  /** Name in the catalog. */
  readonly server: string | null;
  readonly title: string;
  readonly description: string;
  /** Hosts that the catalog entry allows (`run.allowHosts` and the like), lower case, without port. */
  readonly allowedHosts: readonly string[];
  /** Names of the other servers of the catalog, to notice text that speaks of their tools. */
  readonly otherServers: readonly string[];
}
