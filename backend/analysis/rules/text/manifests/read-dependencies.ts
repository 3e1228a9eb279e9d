import type { SourceFile } from '../../../rule.ts';
import { lineAt } from '../text-lines.ts';
import type { Dependency } from './dependency.ts';
import { readGoModule } from './read-go-module.ts';
import { readPackageJson } from './read-package-json.ts';
import { readPythonDependencies } from './read-pyproject.ts';

/** Dependencies of a manifest of any ecosystem; none for another file, or one that cannot be read. */
export function readDependencies(file: SourceFile): readonly Dependency[] {
  const npm = readPackageJson(file);
  if (npm !== null) return npm === 'unreadable' ? [] : npm.dependencies;
  const python = readPythonDependencies(file);
  if (python !== null) return python === 'unreadable' ? [] : python;
  return readGoModule(file)?.dependencies ?? [];
}

/** The line, from 1, where a name stands in quotes, or else at all; 1 where it is written in another way. */
export function lineOfName(file: SourceFile, name: string): number {
  const quoted = file.text.indexOf(JSON.stringify(name));
  const index = quoted === -1 ? file.text.indexOf(name) : quoted;
  return index === -1 ? 1 : lineAt(file, index);
}
