import type { SourceFile } from '../../../rule.ts';
import { toFileName } from '../file-kinds.ts';
import type { Dependency } from './dependency.ts';

/** The parts of a `package.json` that rules look at. */
export interface PackageJson {
  readonly dependencies: readonly Dependency[];
  readonly scripts: readonly (readonly [name: string, command: string])[];
}

const LISTS = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'];
const ENTRIES = 3_000;

/** Null for another file. `unreadable` for one that npm would not read either. */
export function readPackageJson(file: SourceFile): PackageJson | 'unreadable' | null {
  if (toFileName(file.path) !== 'package.json') return null;
  const value = parseObject(file.text);
  if (value === null) return 'unreadable';
  const dependencies = LISTS.flatMap((list) =>
    entriesOf(value[list]).map(([name, source]): Dependency => ({ ecosystem: 'npm', name, source, isForDevelopment: list === 'devDependencies' })),
  );
  return { dependencies, scripts: entriesOf(value['scripts']) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return isRecord(value) ? value : null;
  } catch (error) {
    // Too deep for the parser is as unreadable as not JSON.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

function entriesOf(value: unknown): (readonly [string, string])[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).slice(0, ENTRIES).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : []));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
