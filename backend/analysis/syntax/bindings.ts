import { toFamily, type Family, findNodes, type Kinds } from './find-nodes.ts';
import { perFile } from './per-file.ts';
import { sliceOf, toSpan } from './span.ts';

const IMPORTS: Kinds = { javascript: ['import_statement'], python: ['import_statement', 'import_from_statement'], go: ['import_spec'] };

/** Local names to what they stand for: `execute` to `child_process.exec`. Scopes are not told apart here. */
export type Bindings = ReadonlyMap<string, string>;

const READERS: Readonly<Record<Family, (text: string, add: (local: string, name: string) => void) => void>> = { javascript: readScriptImport, python: readPythonImport, go: readGoImport };

/** The names that a file imports by statement. `require` and other assignments are read with the definitions. */
export const listImports: (file: Parameters<typeof findNodes>[0]) => Bindings = perFile((file) => {
  const names = new Map<string, string>();
  if (file.language === null) return names;
  const read = READERS[toFamily(file.language)];
  for (const node of findNodes(file, IMPORTS)) read(sliceOf(file, toSpan(node)), (local, name) => names.set(local, name));
  return names;
});

/** The module as it is called everywhere here: `node:fs/promises` and `fs` are both `fs`. */
export function toModule(specifier: string): string {
  return specifier.replace(/^node:/, '').replace(/^fs\/promises$|^fs-extra$/, 'fs').replace(/^timers\/promises$/, 'timers');
}

function readScriptImport(text: string, add: (local: string, name: string) => void): void {
  const specifier = /['"]([^'"\n]{1,300})['"]\s*\)?\s*;?[^'"]*$/.exec(text)?.[1];
  if (specifier === undefined) return;
  const module = toModule(specifier);
  const clause = text.slice('import'.length, text.lastIndexOf(specifier));
  const whole = /^\s+(?:type\s+)?([\w$]+)/.exec(clause)?.[1];
  if (whole !== undefined) add(whole, module);
  const star = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1];
  if (star !== undefined) add(star, module);
  const braces = clause.slice(clause.indexOf('{') + 1, clause.lastIndexOf('}'));
  if (!clause.includes('{')) return;
  for (const [, name = '', local = name] of braces.matchAll(/([\w$]+)(?:\s+as\s+([\w$]+))?/g)) add(local, `${module}.${name}`);
}

function readPythonImport(text: string, add: (local: string, name: string) => void): void {
  const from = /^from\s+([\w.]+)\s+import\s+([^]*)$/.exec(text);
  const list = from === null ? text.slice('import'.length) : (from[2] ?? '');
  const prefix = from === null ? '' : `${from[1] ?? ''}.`;
  for (const [, name = '', local] of list.matchAll(/([\w.]+)(?:\s+as\s+(\w+))?/g)) {
    if (local !== undefined) add(local, prefix + name);
    else if (from === null) add(name.split('.')[0] ?? name, name.split('.')[0] ?? name);
    else add(name, prefix + name);
  }
}

function readGoImport(text: string, add: (local: string, name: string) => void): void {
  const [, alias, path = ''] = /^([\w.]+)?\s*["`]([^"`]+)["`]/.exec(text) ?? [];
  const base = path.replace(/\/v\d+$/, '').split('/').pop() ?? path;
  if (path !== '') add(alias ?? base.replace(/^go-|-go$/, ''), path);
}
