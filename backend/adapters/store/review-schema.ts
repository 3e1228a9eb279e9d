import type { DatabaseSchema } from './database-schema.ts';

/** Reviews cost time and money, and their sources may be gone: a newer version converts the table, and drops nothing. */
export const REVIEW_SCHEMA: DatabaseSchema = {
  /** "MCPR". */
  applicationId: 0x4d435052,
  version: 1,
  create: `
    CREATE TABLE IF NOT EXISTS reviews (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      subject TEXT NOT NULL,
      input TEXT,
      ended_at TEXT NOT NULL,
      summary TEXT NOT NULL,
      review TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS reviews_subject ON reviews (subject, number);
    CREATE INDEX IF NOT EXISTS reviews_input ON reviews (input, number) WHERE input IS NOT NULL;
  `,
};
