import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

/** "MCPT": tells our files from other programs' (sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x4d435054;
/** Raised with each change of the table. Facts can be found out again: an older table is dropped, not converted. */
export const SCHEMA_VERSION = 1;

// Times are REAL: an INTEGER beyond 2^53 in a tampered file would make reading throw. `id` grows with each write.
const CREATE = `
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
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

type SchemaState = 'current' | 'empty' | 'older' | 'foreign';

/** What the file holds: our table, nothing yet, an older version's table, or something that is not ours to change. */
export function judgeSchema(database: DatabaseSync): SchemaState {
  const application = readNumber(database, 'SELECT application_id AS value FROM pragma_application_id');
  const version = readNumber(database, 'SELECT user_version AS value FROM pragma_user_version');
  if (application === APPLICATION_ID && version <= SCHEMA_VERSION) return version === SCHEMA_VERSION ? 'current' : 'older';
  const objects = readNumber(database, 'SELECT count(*) AS value FROM sqlite_schema');
  return application === 0 && version === 0 && objects === 0 ? 'empty' : 'foreign';
}

/** Creates the table where it is missing or older; judged again under the lock, as another process may be doing the same. */
export function createSchema(database: DatabaseSync): void {
  if (judgeSchema(database) === 'current') return;
  database.exec('BEGIN IMMEDIATE');
  try {
    const state = judgeSchema(database);
    if (state === 'empty' || state === 'older') database.exec(CREATE);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** The number in the column `value` of a statement's only row. */
export function readNumber(database: DatabaseSync, statement: string): number {
  const value: SQLOutputValue | undefined = database.prepare(statement).get()?.['value'];
  return typeof value === 'number' ? value : 0;
}
