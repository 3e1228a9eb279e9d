import type { DatabaseSchema } from './database-schema.ts';

/** "MCPT". */
export const APPLICATION_ID = 0x4d435054;
/** Raised with each change of the table. Facts can be found out again: an older table is dropped, not converted. */
export const SCHEMA_VERSION = 1;

// Times are REAL: an INTEGER beyond 2^53 in a tampered file would make reading throw. `id` grows with each write.
export const FACT_SCHEMA: DatabaseSchema = {
  applicationId: APPLICATION_ID,
  version: SCHEMA_VERSION,
  create: `
    DROP TABLE IF EXISTS facts;
    CREATE TABLE facts (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      stored_at REAL NOT NULL,
      expires_at REAL,
      UNIQUE (kind, key)
    ) STRICT;
    CREATE INDEX facts_expiry ON facts (expires_at) WHERE expires_at IS NOT NULL;
  `,
};
