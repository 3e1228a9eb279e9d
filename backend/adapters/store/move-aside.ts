import { existsSync, renameSync } from 'node:fs';

/** SQLite's files beside the main one. */
const JOURNALS = ['-wal', '-shm'];

/**
 * Renames a damaged database to `<path>.damaged-<time>`, with its journals; returns the new path.
 * The journals go first: left behind, they would be played into the database that is made in its place.
 */
export function moveAside(path: string, now: number): string {
  const target = freeName(`${path}.damaged-${new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`);
  for (const suffix of JOURNALS) if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  if (existsSync(path)) renameSync(path, target);
  return target;
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let number = 1; existsSync(name); number += 1) name = `${wanted}-${number}`;
  return name;
}
