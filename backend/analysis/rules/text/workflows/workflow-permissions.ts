import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { readWorkflow } from './read-workflow.ts';

function* check(file: SourceFile): Iterable<Hit> {
  const workflow = readWorkflow(file);
  if (workflow === null || workflow === 'unreadable') return;
  const severity = workflow.events.has('pull_request_target') ? 'medium' : 'low';
  for (const { path, text, line } of workflow.texts) {
    if (path.at(-1) === 'permissions' && text === 'write-all') yield { line, endLine: line, severity, message: 'The workflow may write everything in the repository.' };
  }
}

export const workflowPermissions: Rule = {
  id: 'workflow-permissions',
  title: 'A workflow with all permissions',
  severity: 'medium',
  why: 'Any step of it, also one of another owner, can then change code, releases and packages of this server.',
  mend: 'Name the few permissions that it needs.',
  matches: [
    { path: '.github/workflows/a.yml', text: 'on: push\npermissions: write-all\njobs: {}', severity: 'low' },
    { path: '.github/workflows/a.yml', text: 'on: pull_request_target\njobs:\n  a:\n    permissions: write-all', severity: 'medium' },
  ],
  ignores: [{ path: '.github/workflows/a.yml', text: 'on: push\npermissions:\n  contents: write\njobs: {}' }],
  check,
};
