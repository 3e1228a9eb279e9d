import { parse, TomlError } from 'smol-toml';
import type { SourceFile } from '../../../rule.ts';
import { toFileName } from '../file-kinds.ts';
import type { Dependency } from './dependency.ts';

/** A requirement of PEP 508: a name, extras, and a version or a URL behind `@`. */
const REQUIREMENT = /^\s{0,20}([A-Za-z0-9][\w.-]{0,200})\s{0,20}(?:\[[^\]]{0,200}\])?\s{0,20}(@?[^;#]{0,500})/;
const ENTRIES = 3_000;

/** Dependencies of a `pyproject.toml` or `requirements*.txt`; null for another file. `unreadable` for broken TOML. */
export function readPythonDependencies(file: SourceFile): readonly Dependency[] | 'unreadable' | null {
  const name = toFileName(file.path);
  if (/^requirements[\w.-]*\.txt$|^constraints\.txt$/.test(name)) return readRequirements(file.text.split('\n'), /dev|test|lint|doc/.test(name));
  if (name !== 'pyproject.toml') return null;
  const value = parseToml(file.text);
  return value === null ? 'unreadable' : readPyproject(value);
}

function readRequirements(lines: readonly unknown[], isForDevelopment: boolean): Dependency[] {
  return lines.slice(0, ENTRIES).flatMap((line): Dependency[] => {
    if (typeof line !== 'string' || /^\s{0,20}(#|-)/.test(line)) return [];
    const match = REQUIREMENT.exec(line);
    return match === null ? [] : [{ ecosystem: 'python', name: match[1] ?? '', source: (match[2] ?? '').replace(/^@\s{0,20}/, '').trim(), isForDevelopment }];
  });
}

function readPyproject(value: unknown): Dependency[] {
  return [
    ...readRequirements(listAt(value, 'project', 'dependencies'), false),
    ...listsAt(value, 'project', 'optional-dependencies').flatMap((list) => readRequirements(list, true)),
    ...listsAt(value, 'dependency-groups').flatMap((list) => readRequirements(list, true)),
    ...readRequirements(listAt(value, 'build-system', 'requires'), false),
    ...readTables(at(value, 'tool', 'poetry', 'dependencies')),
    ...readTables(at(value, 'tool', 'uv', 'sources')),
  ];
}

/** `name = "^1"` or `name = { git = "…" }`. */
function readTables(value: unknown): Dependency[] {
  if (!isRecord(value)) return [];
  // Poetry lists the interpreter among the packages.
  return Object.entries(value).filter(([name]) => name !== 'python').slice(0, ENTRIES).map(([name, entry]) => {
    const place = isRecord(entry) ? (entry['git'] ?? entry['url'] ?? '') : entry;
    const revision = isRecord(entry) && typeof entry['rev'] === 'string' ? `@${entry['rev']}` : '';
    const isGit = isRecord(entry) && entry['git'] !== undefined;
    return { ecosystem: 'python', name, source: typeof place === 'string' ? `${isGit ? 'git+' : ''}${place}${revision}` : '', isForDevelopment: false };
  });
}

function parseToml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof TomlError || error instanceof RangeError) return null;
    throw error;
  }
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const list = at(value, ...keys);
  return Array.isArray(list) ? list : [];
}

function listsAt(value: unknown, ...keys: readonly string[]): (readonly unknown[])[] {
  const table = at(value, ...keys);
  return isRecord(table) ? Object.values(table).filter((list) => Array.isArray(list)) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
