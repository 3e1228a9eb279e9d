import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { readWorkflow } from './read-workflow.ts';

/** Texts that a stranger writes (docs.github.com, "Script injections"). */
const FOREIGN_TEXT =
  /\$\{\{[^}]{0,300}?\bgithub\.(?:event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label|repo\.default_branch))|comment\.body|review\.body|review_comment\.body|discussion\.(?:title|body)|head_commit\.(?:message|author\.\w{1,10})|commits|workflow_run\.(?:head_branch|display_title|head_commit\.message))|head_ref)\b/;
const PRIVILEGED = ['pull_request_target', 'issue_comment', 'issues', 'workflow_run', 'discussion', 'discussion_comment'];

function* check(file: SourceFile): Iterable<Hit> {
  const workflow = readWorkflow(file);
  if (workflow === null || workflow === 'unreadable') return;
  const severity = PRIVILEGED.some((name) => workflow.events.has(name)) ? 'high' : 'medium';
  for (const { path, text, line } of workflow.texts) {
    const match = ['run', 'script'].includes(path.at(-1) ?? '') ? FOREIGN_TEXT.exec(text) : null;
    if (match !== null) yield { line, endLine: line + text.split('\n').length - 1, severity, message: 'A text that strangers write becomes part of a command.', evidence: text.slice(Math.max(0, match.index - 80), match.index + 200).trim() };
  }
}

export const workflowScriptInjection: Rule = {
  id: 'workflow-script-injection',
  title: 'Text of strangers in the commands of a workflow',
  severity: 'high',
  why: 'The title of an issue or the name of a branch then runs as a command where the server is built and released.',
  mend: 'Pass the text in an environment variable, and quote it in the command.',
  matches: [
    { path: '.github/workflows/a.yml', text: 'on: issues\njobs:\n  a:\n    steps:\n      - run: echo "${{ github.event.issue.title }}"', severity: 'high' },
    { path: '.github/workflows/a.yml', text: 'on: pull_request\njobs:\n  a:\n    steps:\n      - run: |\n          git checkout ${{ github.head_ref }}', severity: 'medium' },
  ],
  ignores: [
    { path: '.github/workflows/a.yml', text: 'on: issues\njobs:\n  a:\n    steps:\n      - env:\n          TITLE: ${{ github.event.issue.title }}\n        run: echo "$TITLE"' },
    { path: '.github/workflows/a.yml', text: 'on: push\njobs:\n  a:\n    steps:\n      - run: echo ${{ github.sha }} ${{ github.event.issue.number }}' },
  ],
  check,
};
