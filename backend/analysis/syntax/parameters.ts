import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import type { FunctionScope } from './functions.ts';
import { listFunctions } from './functions.ts';
import { perFile } from './per-file.ts';
import { sliceOf, toSpan } from './span.ts';

/** A parameter: one name, or those that its pattern takes apart. */
export interface Parameter {
  readonly names: readonly string[];
  /** Place in a call, where the own object of a Python method is not counted. */
  readonly position: number;
  /** As it is written, with its type where one stands; cut. */
  readonly text: string;
}

const cache: (file: SourceFile) => Map<number, readonly Parameter[]> = perFile(() => new Map());

/** Parameters of a function, at most 64. */
export function listParameters(file: SourceFile, scope: FunctionScope): readonly Parameter[] {
  const known = cache(file).get(scope.index);
  if (known !== undefined) return known;
  const single = scope.node.field('parameter');
  const list = scope.node.field('parameters');
  const nodes = single === null ? (list?.namedChildren() ?? []).filter((node) => node.kind() !== 'comment').slice(0, 64) : [single];
  const written = nodes.flatMap((node) => {
    const text = sliceOf(file, toSpan(node), 200);
    return file.language === 'go' ? listGoNames(node).map((names) => ({ names, text })) : [{ names: toNames(file, node), text }];
  });
  const called = file.language === 'python' && /^(self|cls)$/.test(written[0]?.names[0] ?? '') ? written.slice(1) : written;
  const parameters = called.map((own, position) => ({ ...own, position }));
  cache(file).set(scope.index, parameters);
  return parameters;
}

/** The name of a function: its own, else null. */
export function toFunctionName(scope: FunctionScope): string | null {
  return scope.node.field('name')?.text().slice(0, 200) ?? null;
}

function toNames(file: SourceFile, node: SgNode): string[] {
  const pattern = node.field('pattern') ?? node.field('left') ?? node.field('name') ?? node;
  const text = sliceOf(file, toSpan(pattern));
  if (!/^[{[]/.test(text)) return [/[\w$]+/.exec(text)?.[0] ?? ''];
  return [...text.matchAll(/([\w$]+)\s*(:(?!:))?/g)].filter(([, , colon]) => colon === undefined).map(([, name = '']) => name).slice(0, 64);
}

/** `a, b string` is two parameters. */
function listGoNames(node: SgNode): string[][] {
  return node.namedChildren().filter((child) => child.kind() === 'identifier').map((child) => [child.text().slice(0, 200)]);
}

/** The innermost function around an offset that has a parameter of this name is the caller's to find; this tells whether one function has it. */
export function findParameter(file: SourceFile, index: number, name: string): Parameter | null {
  const scope = listFunctions(file)[index];
  return scope === undefined ? null : (listParameters(file, scope).find(({ names }) => names.includes(name)) ?? null);
}
