import type { ReviewParts } from '../../../backend/core/review/conclude-review.ts';
import type { Finding } from '../../../backend/core/review/finding.ts';
import { reportTemplate } from '../../../backend/core/review/report-template.ts';
import type { ReviewScope } from '../../../backend/core/review/scope.ts';

export const HEAD = 'a'.repeat(40);
export const BASE = 'b'.repeat(40);

export const FULL_SCOPE: ReviewScope = {
  mode: 'full', project: 'https://github.com/example/server', head: HEAD, base: null, directory: null, commits: [], isBaseAncestor: null, changedFiles: [],
};

export const DIFFERENTIAL_SCOPE: ReviewScope = {
  ...FULL_SCOPE, mode: 'differential', base: BASE, isBaseAncestor: true,
  commits: [{ commit: HEAD, date: '2026-06-01T00:00:00Z', author: 'A', subject: 'S' }], changedFiles: [{ path: 'a.ts', change: 'modified' }],
};

export function findingOf(changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'shell-from-argument', severity: 'high', file: 'src/a.ts', line: 3, endLine: 4, message: 'A tool argument reaches a shell',
    evidence: 'exec(`ls ${path}`)', recommendation: 'Use execFile.', source: 'static', ...changes,
  };
}

export function partsOf(changes: Partial<ReviewParts> = {}): ReviewParts {
  return {
    server: 'example', title: 'Example', scope: FULL_SCOPE, agent: 'static', model: null, ruleSet: '1', usage: null, durationMs: 5,
    coverage: { files: 3, bytes: 300, skipped: [] }, staticFindings: [], report: null, ...changes,
  };
}

/** A report as an honest agent fills it in. */
export function honestReport({ scope = FULL_SCOPE, risk = 'low', findings = 'None', labels = `- security-risk:${risk}` }: { readonly scope?: ReviewScope; readonly risk?: string; readonly findings?: string; readonly labels?: string } = {}): string {
  return reportTemplate(scope)
    .replace(/<critical[^>]*>/, risk)
    .replace(/<what the code does[^>]*>/, 'It lists files.')
    .replace(/<"None", or for each[\s\S]*?(?=\n## Defense)/, `${findings}\n`)
    .replace(/<what is no finding[^>]*>/, 'None')
    .replace(/- security-risk:<[\s\S]*?release>/, labels)
    .replace(/<what people should[^>]*>/, 'None')
    .replace('<one paragraph>', 'Nothing stands against it.');
}

export const ONE_FINDING = [
  '### Shell', '', '- **Severity:** medium', '- **Location:** src/a.ts:3-4', '- **Impact:** Anything runs.', '- **Evidence:** `exec(x)`', '- **Recommendation:** Mend it.', '',
].join('\n');
