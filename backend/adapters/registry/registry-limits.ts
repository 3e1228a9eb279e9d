import { ENTRY_LIMITS } from '../../core/pin/entry-document.ts';

/** Limits of a registry. The real one has 330 servers, and entries of at most 9 KiB. */
export const REGISTRY_LIMITS = {
  servers: 20_000,
  /** UTF-8 takes up to three bytes a UTF-16 unit: more cannot be a valid entry. */
  entryBytes: ENTRY_LIMITS.length * 3,
  localMs: 60_000,
  remoteMs: 120_000,
  pushMs: 300_000,
  outputBytes: 256 * 1024 * 1024,
  /** Branches of one push: each takes two arguments. */
  pushedAtOnce: 100,
} as const;
