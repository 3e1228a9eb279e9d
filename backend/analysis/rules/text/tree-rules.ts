import type { Rule } from '../../rule.ts';

export const TREE_RULE_IDS = ['link-outside', 'machine-code', 'code-not-read', 'broken-encoding', 'findings-cut'] as const;
export type TreeRuleId = (typeof TREE_RULE_IDS)[number];

/** What is found in the tree's names and bytes, and not in a text: the program that walks the tree applies it. */
export type TreeRule = Pick<Rule, 'title' | 'severity' | 'why' | 'mend'> & { readonly id: TreeRuleId };

export const TREE_RULES: Readonly<Record<TreeRuleId, TreeRule>> = {
  'link-outside': {
    id: 'link-outside',
    title: 'A link leads out of the source tree',
    severity: 'medium',
    why: 'Whoever builds or reads the source through such a link reads files of their own machine, and may pack them into an image.',
    mend: 'Remove the link, or let it point at a file inside of the repository.',
  },
  'machine-code': {
    id: 'machine-code',
    title: 'The source carries machine code',
    severity: 'medium',
    why: 'Compiled files can do anything and nobody can read them: what they do is not what was reviewed.',
    mend: 'Build binaries from source in the image build, or fetch them pinned by digest.',
  },
  'code-not-read': {
    id: 'code-not-read',
    title: 'Code that could not be looked into',
    severity: 'medium',
    why: 'A file that is too large for the parser, or made to stop it, may hold anything. The review says nothing about it.',
    mend: 'Keep generated bundles out of the repository, and split source files; look at this file by hand.',
  },
  'broken-encoding': {
    id: 'broken-encoding',
    title: 'Code that is not valid UTF-8',
    severity: 'low',
    why: 'Interpreters accept such bytes and editors and reviewers read them differently, so what is shown may not be what runs.',
    mend: 'Save the file as UTF-8.',
  },
  'findings-cut': {
    id: 'findings-cut',
    title: 'More findings than are listed',
    severity: 'critical',
    why: 'The list of each level is bounded. What is not listed was found all the same.',
    mend: 'Mend what is listed and review again, or review a smaller folder.',
  },
};
