import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { readWorkflow } from './read-workflow.ts';

/** Owned by the platform itself, or a folder of the same repository. */
const OWN = /^(?:actions|github)\/|^\.\//;
const PINNED = /@[0-9a-f]{40}$|^docker:\/\/[^@]{1,300}@sha256:[0-9a-f]{64}$/;

function* check(file: SourceFile): Iterable<Hit> {
  const workflow = readWorkflow(file);
  if (workflow === null || workflow === 'unreadable') return;
  for (const { path, text, line } of workflow.texts) {
    if (path.at(-1) !== 'uses' || OWN.test(text) || PINNED.test(text)) continue;
    yield { line, endLine: line, message: `The action ${text.slice(0, 100)} is taken at a name that its owner can move.` };
  }
}

export const workflowUnpinnedAction: Rule = {
  id: 'workflow-unpinned-action',
  title: 'An action that is not pinned',
  severity: 'info',
  why: 'Whoever can move the tag of the action runs code where this server is built (as in CVE-2025-30066).',
  mend: 'Name the action by its full commit id.',
  matches: [{ path: '.github/workflows/a.yml', text: 'on: push\njobs:\n  a:\n    steps:\n      - uses: someone/deploy@v2' }],
  ignores: [
    { path: '.github/workflows/a.yml', text: `on: push\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - uses: ./local\n      - uses: someone/deploy@${'0a'.repeat(20)}` },
  ],
  check,
};
