import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Files and links below a folder, and their bytes; stops when it has counted as many as `most`. Follows no link. */
export function countTree(folder: string, most: number): { readonly files: number; readonly bytes: number } {
  const waiting = [folder];
  let files = 0;
  let bytes = 0;
  for (let next = waiting.pop(); next !== undefined && files < most; next = waiting.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else {
        files += 1;
        bytes += lstatSync(path).size;
      }
    }
  }
  return { files, bytes };
}
