/** A person-readable list of publishers that are known, by owner of the source. */
export interface KnownPublisher {
  /** Owner of the source as `host/owner`, lower case, e.g. `github.com/docker`. */
  readonly owner: string;
  readonly name: string;
  /** Why it is known: text that a person can check. */
  readonly evidence: string;
}

/** How far the publisher of a server is known, and what says so. */
export interface Publisher {
  readonly level: 'known' | 'community' | 'unknown';
  readonly name: string | null;
  /** Built (and signed) by Docker, or by the publisher itself. */
  readonly builtBy: 'docker' | 'publisher' | 'unknown';
  readonly evidence: readonly string[];
}
