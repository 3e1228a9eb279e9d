import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { readWorkflow } from '../workflows/read-workflow.ts';
import { readPackageJson } from './read-package-json.ts';
import { readPythonDependencies } from './read-pyproject.ts';

function* check(file: SourceFile): Iterable<Hit> {
  const isUnreadable = [readPackageJson(file), readPythonDependencies(file), readWorkflow(file)].includes('unreadable');
  if (isUnreadable) yield { line: 1, endLine: 1, message: 'This manifest cannot be read, so the rules for it could not look into it.' };
}

export const unreadableManifest: Rule = {
  id: 'unreadable-manifest',
  title: 'A manifest that cannot be read',
  severity: 'low',
  why: 'Dependencies, scripts and permissions that it names were not checked, and another reader may understand it differently.',
  mend: 'Correct the file, and review again.',
  matches: [
    { path: 'package.json', text: '{"scripts": ' },
    { path: 'pyproject.toml', text: '[project\nname=' },
    { path: '.github/workflows/a.yml', text: 'on: [push\njobs: {' },
  ],
  ignores: [
    { path: 'package.json', text: '{}' },
    { path: 'pyproject.toml', text: '[project]\nname = "a"' },
    { path: '.github/workflows/a.yml', text: 'on: push\njobs: {}' },
    { path: 'test/data.json', text: '{' },
  ],
  check,
};
