export interface PinsFlags {
  readonly registry: string;
  /** Folder for the cache of upstream projects. */
  readonly data?: string;
}

export interface PinsValidateFlags extends PinsFlags {
  readonly changedSince?: string;
  readonly upstream?: boolean;
  readonly format: 'table' | 'json' | 'github';
}

export interface PinsUpdateFlags extends PinsFlags {
  readonly servers: readonly string[];
  readonly maxNew?: number;
  readonly dryRun?: boolean;
  readonly push?: string;
  readonly skipUnrelated?: boolean;
  readonly format: 'table' | 'json';
}

/** What `mcp-trust pins …` does; each answers its exit status. */
export interface PinsHandlers {
  pinsValidate(servers: readonly string[], flags: PinsValidateFlags): Promise<number>;
  pinsUpdate(flags: PinsUpdateFlags): Promise<number>;
}
