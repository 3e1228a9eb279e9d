import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

/** What a file of ours holds, and how it is told from other files. */
export interface DatabaseSchema {
  /** Tells our files from other programs' (sqlite.org/pragma.html#pragma_application_id). */
  readonly applicationId: number;
  readonly version: number;
  /** Makes the tables of this version, in an empty file or in one of an older version. */
  readonly create: string;
}

type SchemaState = 'current' | 'empty' | 'older' | 'foreign';

/** What the file holds: our table, nothing yet, an older version's table, or something that is not ours to change. */
export function judgeSchema(database: DatabaseSync, { applicationId, version }: DatabaseSchema): SchemaState {
  const foundId = readNumber(database, 'SELECT application_id AS value FROM pragma_application_id');
  const foundVersion = readNumber(database, 'SELECT user_version AS value FROM pragma_user_version');
  if (foundId === applicationId && foundVersion <= version) return foundVersion === version ? 'current' : 'older';
  const objects = readNumber(database, 'SELECT count(*) AS value FROM sqlite_schema');
  return foundId === 0 && foundVersion === 0 && objects === 0 ? 'empty' : 'foreign';
}

/** Creates the table where it is missing or older; judged again under the lock, as another process may be doing the same. */
export function createSchema(database: DatabaseSync, schema: DatabaseSchema): void {
  if (judgeSchema(database, schema) === 'current') return;
  database.exec('BEGIN IMMEDIATE');
  try {
    const state = judgeSchema(database, schema);
    if (state === 'empty' || state === 'older') {
      database.exec(schema.create);
      database.exec(`PRAGMA application_id = ${schema.applicationId}; PRAGMA user_version = ${schema.version}`);
    }
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
