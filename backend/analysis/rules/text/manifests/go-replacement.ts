import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { readGoModule, type GoReplacement } from './read-go-module.ts';
import { lineOfName } from './read-dependencies.ts';

function* check(file: SourceFile): Iterable<Hit> {
  for (const replacement of readGoModule(file)?.replacements ?? []) {
    const severity = judge(replacement);
    if (severity === null) continue;
    const line = lineOfName(file, replacement.to);
    yield { line, endLine: line, severity, message: `The module ${replacement.from} is replaced by other code: ${replacement.to}.` };
  }
}

/** A folder of the same repository, or the same module at another version, is what replacing is for. */
function judge({ from, to }: GoReplacement): RiskLevel | null {
  if (/^\.{1,2}(\/|$)/.test(to)) return /^(?:\.\.\/){3}/.test(to) ? 'low' : null;
  if (to.startsWith('/')) return 'low';
  if (to === from || ownerOf(to) === ownerOf(from)) return null;
  // A fork keeps the name of what it forks.
  return nameOf(to) === nameOf(from) ? 'low' : 'medium';
}

function ownerOf(module: string): string {
  return module.split('/').slice(0, 2).join('/');
}

function nameOf(module: string): string {
  return module.replace(/\/v\d+$/, '').split('/').at(-1) ?? '';
}

export const goReplacement: Rule = {
  id: 'go-replacement',
  title: "A Go module that is replaced by somebody else's",
  severity: 'medium',
  why: 'Imports go on naming the known module, and other code is built in its place.',
  mend: 'Import the other module under its own name, or drop the replacement.',
  matches: [
    { path: 'go.mod', text: 'module a\nreplace github.com/spf13/cobra => github.com/other/thing v1.0.0', severity: 'medium' },
    { path: 'go.mod', text: 'replace (\n\tgithub.com/spf13/cobra v1.2.0 => github.com/fork/cobra v1.2.1\n)', severity: 'low' },
  ],
  ignores: [
    { path: 'go.mod', text: 'replace example.com/a => ./a\nreplace k8s.io/api => k8s.io/api v0.30.0' },
    { path: 'go.mod', text: '// replace github.com/a/b => github.com/c/d v1.0.0' },
  ],
  check,
};
