import type { SgNode } from '@ast-grep/napi';
import type { Language, SourceFile } from '../rule.ts';

/** The JavaScript family shares its kinds of nodes, as far as they are asked for here. */
export type Family = 'javascript' | 'python' | 'go';

export type Kinds = Readonly<Record<Family, readonly string[]>>;

/** Kinds that the grammar of plain JavaScript does not know: asking for one there is an error. */
const TYPESCRIPT_ONLY: ReadonlySet<string> = new Set(['public_field_definition']);
const JAVASCRIPT_ONLY: ReadonlySet<string> = new Set(['field_definition']);

export function toFamily(language: Language): Family {
  return language === 'python' || language === 'go' ? language : 'javascript';
}

/** All nodes of these kinds below a node (the whole file's, where none is given), in the order of the text. Found natively in one pass. */
export function findNodes(file: SourceFile, kinds: Kinds, below: SgNode | null = file.root): SgNode[] {
  if (below === null || file.language === null) return [];
  const unknown = file.language === 'javascript' ? TYPESCRIPT_ONLY : JAVASCRIPT_ONLY;
  const any = kinds[toFamily(file.language)].filter((kind) => !unknown.has(kind)).map((kind) => ({ kind }));
  return any.length === 0 ? [] : below.findAll({ rule: { any } });
}
