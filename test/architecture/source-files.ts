import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface SourceFile {
  /** Relative to the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** All files below folders of the project whose names end as asked. */
export function readSources(folders: readonly string[], endings: RegExp): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && endings.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(root.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Backend and panel, as TypeScript. */
export function readProduct(): SourceFile[] {
  return readSources(['backend', 'ui'], /(?<!\.d)\.tsx?$/);
}

/** Text files that belong to the repository: kept by git, or new and not ignored. Without git: the folders that matter. */
export function listRepositoryFiles(): string[] {
  if (!existsSync(join(root, '.git'))) return readSources(['backend', 'ui', 'test', 'docs'].filter((folder) => existsSync(join(root, folder))), /./).map(({ path }) => path);
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  return listed.split('\0').filter((path) => path !== '');
}
