import { describe, expect, it } from 'vitest';
import { holdsTypesAlone, listExports, listImports } from './module-shape.ts';
import { readProduct, readSources } from './source-files.ts';

const MOST_EXPORTS = 5;
const product = readProduct().map(({ path, text }) => ({ path, exported: listExports(text), typesAlone: holdsTypesAlone(text) }));

describe('when exports are listed', () => {
  it('finds names alone: no default export but of a tool that asks for one, no star', () => {
    const unnamed = product.filter(({ path, exported }) => !path.endsWith('.config.ts') && exported.some((name) => ['default', '*', '?'].includes(name)));
    expect(unnamed).toEqual([]);
  });

  it('finds no module that offers too much', () => {
    // A vocabulary of types may be long, and so may the wire's: a schema and its type, for each answer.
    const crowded = product.filter(({ path, exported, typesAlone }) => !typesAlone && !/^backend\/(contract|sandboxed\/protocol)\//.test(path) && new Set(exported).size > MOST_EXPORTS);
    expect(crowded.map(({ path, exported }) => `${path}: ${exported.join(', ')}`)).toEqual([]);
  });
});

describe('when files are named', () => {
  it('finds kebab-case, and PascalCase for components alone', () => {
    const files = readSources(['backend', 'ui'], /\.(tsx?|mjs)$/).map(({ path }) => path);
    const odd = files.filter((path) => !/(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.(config|d))?\.(tsx?|mjs)$/.test(path) && !/^ui\/.*\/[A-Z][A-Za-z0-9]*\.tsx$/.test(path));
    expect(odd).toEqual([]);
  });

  it('finds no drawer for odds and ends', () => {
    const drawers = product.filter(({ path }) => /(^|[/-])(utils?|helpers|common|misc|manager|service)(\/|\.tsx?$)/i.test(path));
    expect(drawers.map(({ path }) => path)).toEqual([]);
  });
});

describe('when a module is read', () => {
  it.each([
    ['export const a = 1, b = 2;', ['a', 'b']],
    ['export function a(): void {}', ['a']],
    ['export class A {}', ['A']],
    ['export interface A {}', ['A']],
    ['export type A = string;', ['A']],
    ["export { a, b as c } from './x.ts';", ['a', 'c']],
    ["export * from './x.ts';", ['*']],
    ['export default 1;', ['default']],
    ['export default function () {}', ['default']],
    ['const a = 1;', []],
  ])('reads %s', (text, exported) => {
    expect(listExports(text)).toEqual(exported);
  });
});

describe('when the imports of a module are read', () => {
  it.each([
    ["import a from 'a';", ['a']],
    ["import 'a/b.css';", ['a/b.css']],
    ["import type { A } from 'a';", []],
    ["export { a } from './a.ts';", ['./a.ts']],
    ["export type { A } from './a.ts';", []],
    ["const a = await import('a');", ['a']],
    ["const text = \"import a from 'a'\";", []],
  ])('reads %s', (text, imported) => {
    expect(listImports(text)).toEqual(imported);
  });
});

describe('when a module is asked whether it holds types alone', () => {
  it.each([
    ["import type { A } from './a.ts';\nexport type B = A;\nexport interface C {}", true],
    ["export type { A } from './a.ts';", true],
    ['export type A = string;\nexport const a = 1;', false],
    ["import { a } from './a.ts';\nexport type A = typeof a;", false],
    ['export type A = string;\nfunction f(): void {}', false],
  ])('judges %j', (text, answer) => {
    expect(holdsTypesAlone(text)).toBe(answer);
  });
});
