import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { readWorkflow } from './read-workflow.ts';

/** Events of strangers that run with the repository's own secrets (GitHub security lab, "pwn requests"). */
const PRIVILEGED = ['pull_request_target', 'workflow_run', 'issue_comment'];
const FOREIGN_REF = /github\.event\.(?:pull_request\.(?:head|number|merge)|workflow_run\.head|issue\.number)|github\.head_ref|refs\/pull\//;

function* check(file: SourceFile): Iterable<Hit> {
  const workflow = readWorkflow(file);
  if (workflow === null || workflow === 'unreadable') return;
  const event = PRIVILEGED.find((name) => workflow.events.has(name));
  if (event === undefined) return;
  for (const { path, text, line } of workflow.texts) {
    const isRef = path.at(-2) === 'with' && ['ref', 'repository'].includes(path.at(-1) ?? '');
    const isCommand = path.at(-1) === 'run' && /\bgh pr checkout\b|\bgit (?:fetch|checkout)\b/.test(text);
    if ((isRef && FOREIGN_REF.test(text)) || (isCommand && (FOREIGN_REF.test(text) || /\bgh pr checkout\b/.test(text)))) {
      yield { line, endLine: line, message: `A workflow that runs with secrets (${event}) checks out code of strangers.` };
    }
  }
}

export const workflowUntrustedCheckout: Rule = {
  id: 'workflow-untrusted-checkout',
  title: 'A workflow with secrets that checks out code of strangers',
  severity: 'high',
  why: 'Anybody can open a pull request whose build then runs with the rights of the repository, and change what is released as this server.',
  mend: 'Use the event pull_request, or do not check out the head of the pull request.',
  matches: [
    { path: '.github/workflows/a.yml', text: 'on: pull_request_target\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: npm test' },
    { path: '.github/workflows/a.yml', text: 'on: [issue_comment]\njobs:\n  a:\n    steps:\n      - run: gh pr checkout 7' },
  ],
  ignores: [
    { path: '.github/workflows/a.yml', text: 'on: pull_request\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}' },
    { path: '.github/workflows/a.yml', text: 'on:\n  pull_request_target:\njobs:\n  a:\n    steps:\n      - uses: actions/labeler@v5' },
    { path: 'docs/a.yml', text: 'on: pull_request_target' },
  ],
  check,
};
