import { NOTHING } from './report-sections.ts';
import { RISK_LEVELS } from './risk.ts';
import type { ReviewScope } from './scope.ts';
import { scopeLines } from './scope-lines.ts';

/** The form of a report for an agent to fill in: what `parseReport` takes, with the scope already written. */
export function reportTemplate(scope: ReviewScope): string {
  const levels = RISK_LEVELS.join(' | ');
  return [
    '# Security Review',
    '',
    '## Scope Summary',
    '',
    ...scopeLines(scope).map(([name, value]) => `- **${name}:** ${value}`),
    `- **Overall Risk Level:** <${levels}>`,
    '',
    '## Executive Summary',
    '',
    '<what the code does, and what a person who enables it must know>',
    '',
    '## Detailed Findings',
    '',
    `<"${NOTHING}", or for each finding:>`,
    '',
    '### <short title>',
    '',
    `- **Severity:** <${levels}>`,
    `- **Location:** <path:line, or "${NOTHING}">`,
    '- **Impact:** <what an attacker gains, or a user loses>',
    '- **Evidence:** <the code or text itself, quoted>',
    '- **Recommendation:** <how to mend it>',
    '',
    '## Defense-in-Depth Observations',
    '',
    `<what is no finding but could be firmer, or "${NOTHING}">`,
    '',
    '## Recommended Labels',
    '',
    '- security-risk:<the overall risk level>',
    '- security-blocked <only when this must stop a release>',
    '',
    '## Next Steps',
    '',
    `<what people should do now, or "${NOTHING}">`,
    '',
    '## Conclusion',
    '',
    '<one paragraph>',
    '',
  ].join('\n');
}
