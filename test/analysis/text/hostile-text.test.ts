import { describe, expect, test } from 'vitest';
import { createProjectView } from '../../../backend/analysis/project-view.ts';
import type { SourceFile } from '../../../backend/analysis/rule.ts';
import { TEXT_RULES } from '../../../backend/analysis/rules/text/text-rules.ts';
import { ANALYSIS_LIMITS } from '../../../backend/sandboxed/protocol/limits.ts';

const project = createProjectView({ server: 'own', title: 'Own', description: '', allowedHosts: [], otherServers: ['github'] }, [], []);

/** Each begins a pattern of some rule again and again, and never ends it: a regular expression that backtracks would take hours. */
const BEGINNINGS: readonly (readonly [reason: string, path: string, text: string])[] = [
  ['brackets that never close', 'a.js', '('],
  ['one line of blanks', 'a.js', ' '],
  ['empty lines', 'compose.yaml', '\n'],
  ['downloads that are never run', 'a.sh', 'curl '],
  ['substitutions that are never run', 'a.sh', '$(curl '],
  ['verbs without an object', 'tools.json', 'ignore all '],
  ['secrets that nobody reads', 'a.js', '.ssh/'],
  ['tools without an order', 'a.js', 'any tools must '],
  ['readers without a text', 'a.md', 'ai reading this '],
  ['keys that never end', 'a.ts', '-----BEGIN PRIVATE KEY-----\n'],
  ['lists of lists in YAML', '.github/workflows/a.yml', '[['],
  ['aliases in YAML', '.github/workflows/a.yml', 'a: &a [*a, '],
  ['tables of tables in TOML', 'pyproject.toml', 'a = [['],
  ['objects of objects in JSON', 'package.json', '{"a":'],
  ['continued lines', 'Dockerfile', 'RUN \\\n'],
  ['documents in a Dockerfile', 'Dockerfile', 'RUN <<A\n'],
  ['invisible characters', 'tools.json', '\u200b'],
  ['variation selectors', 'a.js', '\ufe01'],
  ['bidirectional controls', 'a.js', '\u202e a'],
  ['replacements', 'go.mod', 'replace a => b\n'],
  ['escapes', 'a.js', '\\x'],
  ['numbers', 'a.js', '1, '],
];

describe('when a text is made to stop the rules', () => {
  test.each(BEGINNINGS)('they pass over a megabyte of %s', { timeout: 60_000 }, (_reason, path, beginning) => {
    const text = beginning.repeat(Math.ceil(ANALYSIS_LIMITS.fileBytes / beginning.length)).slice(0, ANALYSIS_LIMITS.fileBytes);
    const file: SourceFile = { path, text, language: null, root: null, isSupporting: false };
    for (const rule of TEXT_RULES) {
      for (const { line, endLine } of rule.check(file, project)) expect(endLine).toBeGreaterThanOrEqual(line);
    }
  });
});
