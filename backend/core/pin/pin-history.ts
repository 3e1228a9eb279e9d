/** A time during which one commit was the pin of a server. */
export interface PinInterval {
  readonly project: string;
  /** 40 lower-case hex digits. */
  readonly commit: string;
  /** Registry commit time at which it became the pin, ISO 8601 UTC. */
  readonly from: string;
  /** When it stopped being the pin; null while it is. */
  readonly until: string | null;
}

/** All pins of one server, oldest first. */
export interface PinHistory {
  readonly server: string;
  readonly intervals: readonly PinInterval[];
  /** When the entry was removed from the catalog; null while it is listed. */
  readonly removedAt: string | null;
}

/** Where a revision stands in a server's pin history. */
export type PinPlacement =
  | { readonly state: 'current'; readonly interval: PinInterval }
  | {
      readonly state: 'former';
      /** Superseded by a newer pin, or withdrawn: the registry moved back from it, or removed the entry. */
      readonly kind: 'superseded' | 'withdrawn';
      /** Every interval in which the commit was the pin, oldest first. */
      readonly intervals: readonly PinInterval[];
      /** Pin changes since that commit was last current. */
      readonly pinsBehind: number;
      /** Whole days since then. */
      readonly daysBehind: number;
    }
  | { readonly state: 'never'; readonly firstPinnedAt: string }
  /** The server has no pins at all. */
  | { readonly state: 'none' };
