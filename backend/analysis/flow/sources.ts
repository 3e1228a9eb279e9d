import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { callsByLast, listArguments } from '../syntax/calls.ts';
import { listFunctions, scopeAt, type FunctionScope } from '../syntax/functions.ts';
import { listImports } from '../syntax/bindings.ts';
import { findParameter, toFunctionName, type Parameter } from '../syntax/parameters.ts';
import { definitionsByName, listDefinitions, type Definition } from '../syntax/definitions.ts';
import { perFile } from '../syntax/per-file.ts';
import type { Span } from '../syntax/span.ts';
import { listToolHandlers } from './tool-handlers.ts';
import type { Reach } from './reach.ts';

/** What a name stands for: an answer, or values to follow. */
export type Source = { readonly reach: Reach } | { readonly reach?: undefined; readonly key: string; readonly values: readonly SgNode[]; readonly least: Reach };

interface Place {
  readonly name: string;
  readonly at: number;
  /** The expression that is being followed: parameters of functions inside of it come from its other names. */
  readonly within: Span;
}

/** Definitions of one name, and calls of one function, that are followed. */
const MAX_VALUES = 32;

/** What the server passes along besides the arguments. A name proves it only where no argument can have it: an author may call one so. */
const SURROUNDINGS = /^(_.*|ctx|context|extra|session|server|mcp|signal|env|self|cls|client|deps|logger|log|c|sess|cc)$/;
/** What a handler of a tool without arguments is given first. */
const FIRST_SURROUNDINGS = /^(_.*|ctx|context|extra|server|mcp|self|cls)$/;
const PYTHON_VALUE = /:\s*['"]?(?:typing\.)?(?:str|bytes|int|float|list|dict|Any|Optional|Annotated|Union|Literal|List|Dict)\b/;
const SETTINGS = /^(process|import\.meta)$/;

/** Where the value of a name comes from; null where the program itself decides it, as an import or a global does. */
export function listSources(file: SourceFile, place: Place): Source | null {
  if (place.name.startsWith('this.')) return fieldSource(file, place.name);
  for (let index = scopeAt(file, place.at); ; index = listFunctions(file)[index]?.parent ?? -1) {
    const found = sourceInScope(file, place, index);
    if (found !== null) return found;
    if (index < 0) break;
  }
  if (SETTINGS.test(place.name)) return { reach: 'guarded' };
  const imported = listImports(file).get(place.name);
  return imported?.startsWith('.') === true ? { reach: 'variable' } : null;
}

function sourceInScope(file: SourceFile, place: Place, index: number): Source | null {
  const definitions = definitionsByName(file).get(`${index}:${place.name}`);
  const scope = listFunctions(file)[index];
  const parameter = scope === undefined ? null : findParameter(file, index, place.name);
  const own = scope === undefined || parameter === null ? null : parameterSource(file, { scope, parameter, place });
  if (definitions === undefined) return own;
  if (own?.reach === 'tool') return own;
  const values = definitions.slice(0, MAX_VALUES).map(({ value }) => value);
  const key = `${index}:${place.name}`;
  if (own === null || own.reach !== undefined) return { key, values, least: own?.reach ?? 'fixed' };
  return { key, values: [...values, ...own.values], least: own.least };
}

function fieldSource(file: SourceFile, name: string): Source {
  const definitions = definitionsByName(file).get(`-1:${name}`) ?? [];
  return { key: `-1:${name}`, values: definitions.slice(0, MAX_VALUES).map(({ value }) => value), least: definitions.length === 0 ? 'variable' : 'fixed' };
}

interface ParameterPlace {
  readonly scope: FunctionScope;
  readonly parameter: Parameter;
  readonly place: Place;
}

function parameterSource(file: SourceFile, { scope, parameter, place }: ParameterPlace): Source {
  if (listToolHandlers(file).has(scope.index)) return { reach: isSurrounding(file, parameter, place.name) ? 'guarded' : 'tool' };
  if (scope.start >= place.within.start && scope.end <= place.within.end) return { reach: 'fixed' };
  const name = toFunctionName(scope) ?? definitionsAt(file).get(scope.start)?.name.replace(/^this\./, '') ?? null;
  const key = `${scope.index}:(${parameter.position})`;
  if (name === null) return callbackSource(scope, key);
  const calls = (callsByLast(file).get(name) ?? []).filter((call) => !call.name.startsWith('().')).slice(0, MAX_VALUES);
  const values = calls.flatMap((call) => {
    const given = listArguments(file, call);
    return given.filter(({ keyword }, index) => (keyword === null ? index === parameter.position : parameter.names.includes(keyword))).map(({ value }) => value);
  });
  return { key, values, least: values.length === 0 ? 'variable' : 'fixed' };
}

function isSurrounding({ language }: SourceFile, { position, text }: Parameter, name: string): boolean {
  if (!SURROUNDINGS.test(name)) return false;
  // The arguments come first, and are often taken apart at once.
  if (language === 'python') return !PYTHON_VALUE.test(text);
  if (language === 'go' || position > 0) return true;
  return !/^[{[]/.test(text) && FIRST_SURROUNDINGS.test(name);
}

/** `items.forEach((item) => …)`: the item comes from what is iterated. */
function callbackSource(scope: FunctionScope, key: string): Source {
  const call: SgNode | null = scope.node.parent()?.parent() ?? null;
  const callee: SgNode | null = call === null ? null : call.field('function');
  const object: SgNode | null = callee === null ? null : callee.field('object');
  return object === null ? { reach: 'variable' } : { key, values: [object], least: 'fixed' };
}

const definitionsAt: (file: SourceFile) => ReadonlyMap<number, Definition> = perFile((file) => new Map(listDefinitions(file).map((definition) => [definition.span.start, definition])));
