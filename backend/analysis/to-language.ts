import type { Language } from './rule.ts';

const LANGUAGE_OF_EXTENSION: Readonly<Record<string, Language>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  py: 'python',
  pyw: 'python',
  go: 'go',
};

const SHEBANGS: readonly (readonly [RegExp, Language])[] = [
  [/^#!.{0,200}\b(node|nodejs)\b/, 'javascript'],
  [/^#!.{0,200}\b(deno|bun|tsx|ts-node)\b/, 'typescript'],
  [/^#!.{0,200}\bpython[\d.]*\b/, 'python'],
];

/** The language of a file with a syntax tree, by its extension, or by its first line where it has none; null for all others. */
export function toLanguage(path: string, text: string): Language | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  if (dot > 0) return LANGUAGE_OF_EXTENSION[name.slice(dot + 1).toLowerCase()] ?? null;
  const start = text.slice(0, 256);
  return SHEBANGS.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}
