import type { SourceFile } from '../rule.ts';
import { findNodes, type Kinds } from '../syntax/find-nodes.ts';
import { perFile } from '../syntax/per-file.ts';
import { sliceOf, toSpan, type Span } from '../syntax/span.ts';

/** A branch: what it depends on, and what then happens. */
export interface Branch extends Span {
  readonly condition: string;
  readonly consequence: string;
}

const BRANCHES: Kinds = {
  javascript: ['if_statement', 'ternary_expression'],
  python: ['if_statement', 'conditional_expression'],
  go: ['if_statement'],
};

/** All branches; of long ones the beginning. */
export const listBranches: (file: SourceFile) => readonly Branch[] = perFile((file) =>
  findNodes(file, BRANCHES).flatMap((node) => {
    const [first, second] = node.kind() === 'conditional_expression' ? node.namedChildren().slice(0, 2).reverse() : [];
    const condition = node.field('condition') ?? first ?? null;
    const consequence = node.field('consequence') ?? second ?? null;
    if (condition === null || consequence === null) return [];
    return [{ ...toSpan(condition), condition: sliceOf(file, toSpan(condition), 600), consequence: sliceOf(file, toSpan(consequence), 3_000) }];
  }),
);
