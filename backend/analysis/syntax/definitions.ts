import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { findNodes, type Kinds } from './find-nodes.ts';
import { scopeAt } from './functions.ts';
import { perFile } from './per-file.ts';
import { sliceOf, toSpan, type Span } from './span.ts';

/** A place that gives a name its value: a declaration, an assignment, a loop, a Python `with`. */
export interface Definition {
  /** `command`, or `this.command` for a field of the own object. */
  readonly name: string;
  /** Index of the function around it, see `listFunctions`; -1 for the module, and for fields. */
  readonly scope: number;
  /** The property that is taken out of the value: `exec` in `const { exec: run } = …`; null where the value is taken whole. */
  readonly property: string | null;
  readonly value: SgNode;
  readonly span: Span;
  /** Start of the value, as it is written. */
  readonly text: string;
}

const DEFINING: Kinds = {
  javascript: ['variable_declarator', 'assignment_expression', 'augmented_assignment_expression', 'for_in_statement', 'public_field_definition', 'field_definition'],
  python: ['assignment', 'augmented_assignment', 'named_expression', 'for_statement', 'for_in_clause', 'as_pattern'],
  go: ['short_var_declaration', 'assignment_statement', 'var_spec', 'const_spec', 'range_clause'],
};

const NAME_FIELDS = ['name', 'left', 'property', 'alias'];
const VALUE_FIELDS = ['value', 'right'];

/** A pattern with more names than these is data. */
const NAMES_PER_PATTERN = 64;
const PATTERN_CHARACTERS = 2_000;

export const listDefinitions: (file: SourceFile) => readonly Definition[] = perFile((file) => findNodes(file, DEFINING).flatMap((node) => readDefinition(file, node)));

/** Definitions by `scope:name`. */
export const definitionsByName: (file: SourceFile) => ReadonlyMap<string, readonly Definition[]> = perFile((file) => {
  const found = new Map<string, Definition[]>();
  for (const definition of listDefinitions(file)) {
    const key = `${definition.scope}:${definition.name}`;
    const others = found.get(key);
    if (others === undefined) found.set(key, [definition]);
    else others.push(definition);
  }
  return found;
});

function readDefinition(file: SourceFile, node: SgNode): Definition[] {
  const target = firstField(node, NAME_FIELDS);
  const value = firstField(node, VALUE_FIELDS) ?? (node.kind() === 'as_pattern' ? node.child(0) : null);
  if (target === null || value === null) return [];
  const span = toSpan(value);
  const text = sliceOf(file, span, 300);
  const scope = scopeAt(file, span.start - 1);
  const isField = /field_definition$/.test(String(node.kind()));
  return toNames(sliceOf(file, toSpan(target), PATTERN_CHARACTERS)).map(({ name, property }) => {
    const own = isField ? `this.${name}` : name;
    return { name: own, property, scope: own.startsWith('this.') ? -1 : scope, value, span, text };
  });
}

function firstField(node: SgNode, names: readonly string[]): SgNode | null {
  for (const name of names) {
    const found = node.field(name);
    if (found !== null) return found;
  }
  return null;
}

interface BoundName {
  readonly name: string;
  readonly property: string | null;
}

/** The names that a pattern binds. Something that is put into an object counts as put into its name. */
function toNames(pattern: string): BoundName[] {
  if (/^[\w$]+$/.test(pattern)) return [{ name: pattern, property: null }];
  const own = /^(?:this|self)\s*\??\.\s*(#?[\w$]+)/.exec(pattern)?.[1];
  if (own !== undefined) return [{ name: `this.${own}`, property: null }];
  const member = /^([\w$]+)\s*(?:\?\.|\.|\[)/.exec(pattern)?.[1];
  if (member !== undefined) return [{ name: member, property: null }];
  const isObject = pattern.startsWith('{');
  const names = [...pattern.matchAll(/([\w$]+)(?:\s*:\s*([\w$]+))?/g)].slice(0, NAMES_PER_PATTERN);
  return names.map(([, property = '', local = property]) => ({ name: local, property: isObject ? property : null }));
}
