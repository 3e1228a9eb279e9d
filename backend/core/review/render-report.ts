import type { Finding } from './finding.ts';
import { toCodeBlock, toMarkdownText } from './markdown-text.ts';
import type { AgentReport } from './parse-report.ts';
import { NOTHING } from './report-sections.ts';
import type { Review } from './review.ts';
import { RISK_LEVELS } from './risk.ts';
import { scopeLines } from './scope-lines.ts';

type Concluded = Omit<Review, 'report'>;

const LIMITS = 'An automatic review finds what its rules and its model notice. It cannot prove that code is harmless, and code that was written to deceive a reviewer may deceive this one.';
const MOST_SKIPPED = 50;

/**
 * The report of a review in its seven sections. Everything from the source is shown as text. Sections of an agent stand as
 * it wrote them (they hold no heading of their own rank), but for findings, scope and labels, which are written anew.
 */
export function renderReport(review: Concluded, report: AgentReport | null): string {
  return [
    '# Security Review',
    section('Scope Summary', renderScope(review)),
    section('Executive Summary', [renderSummary(review), ...(report === null ? [] : [report.summary])].join('\n\n')),
    section('Detailed Findings', review.findings.map(renderFinding).join('\n\n') || NOTHING),
    section('Defense-in-Depth Observations', [...renderCoverage(review), ...(report === null ? [] : [report.observations])].join('\n\n')),
    section('Recommended Labels', review.labels.map((label) => `- ${label}`).join('\n')),
    section('Next Steps', report?.nextSteps ?? nextSteps(review)),
    section('Conclusion', [report?.conclusion ?? `Overall risk: ${review.risk}.`, LIMITS].join('\n\n')),
  ].join('\n\n').concat('\n');
}

function section(title: string, content: string): string {
  return `## ${title}\n\n${content}`;
}

function renderScope({ scope, risk }: Concluded): string {
  return [...scopeLines(scope).map(([name, value]) => `- **${name}:** ${value}`), `- **Overall Risk Level:** ${risk}`].join('\n');
}

function renderSummary({ title, scope, findings, coverage, agent, model, ruleSet }: Concluded): string {
  const counts = RISK_LEVELS.map((level) => [level, findings.filter(({ severity }) => severity === level).length] as const).filter(([, count]) => count > 0);
  const found = counts.length === 0 ? 'nothing that deserves a look' : counts.map(([level, count]) => `${count} ${level}`).join(', ');
  const what = scope.directory === null ? toMarkdownText(title) : `${toMarkdownText(title)} (folder ${toMarkdownText(scope.directory)})`;
  const reader = agent === 'static' ? `rules ${ruleSet}` : `rules ${ruleSet} and the agent ${agent}${model === null ? '' : ` with ${toMarkdownText(model)}`}`;
  return `${what}: ${found}. Read ${coverage.files} of ${coverage.files + coverage.skipped.length} files, by ${reader}.${renderDifference(scope)}`;
}

function renderDifference({ mode, isBaseAncestor, commits, changedFiles }: Concluded['scope']): string {
  if (mode === 'full') return '';
  const changes = ` ${changedFiles.length} changed files, ${commits.length} commits.`;
  return isBaseAncestor === false ? `${changes} The base is no ancestor of the head: the two trees were compared as they are.` : changes;
}

function renderFinding({ severity, file, line, endLine, message, evidence, recommendation, rule, source }: Finding): string {
  const lines = line === null ? '' : `:${line}${endLine === null || endLine === line ? '' : `-${endLine}`}`;
  return [
    `### ${toMarkdownText(message)}`,
    '',
    `- **Severity:** ${severity}`,
    `- **Location:** ${file === null ? NOTHING : toMarkdownText(`${file}${lines}`)}`,
    `- **Impact:** found by ${source === 'static' ? `the rule ${rule}` : 'the agent'}`,
    '- **Evidence:**',
    '',
    indent(toCodeBlock(evidence)),
    '',
    `- **Recommendation:** ${toMarkdownText(recommendation)}`,
  ].join('\n');
}

function indent(text: string): string {
  return text.split('\n').map((line) => `  ${line}`).join('\n');
}

function renderCoverage({ coverage }: Concluded): readonly string[] {
  const { skipped } = coverage;
  if (skipped.length === 0) return ['Every file of the scope was read.'];
  const shown = skipped.slice(0, MOST_SKIPPED).map(({ file, reason }) => `- ${toMarkdownText(file)} (${reason.replaceAll('_', ' ')})`);
  const rest = skipped.length > MOST_SKIPPED ? [`- and ${skipped.length - MOST_SKIPPED} more`] : [];
  return [['Not read:', '', ...shown, ...rest].join('\n')];
}

function nextSteps({ risk }: Concluded): string {
  switch (risk) {
    case 'critical':
      return 'Do not enable this revision. Have a person look at the critical findings first.';
    case 'high':
    case 'medium':
      return 'Have a person look at the findings before this revision is enabled.';
    case 'low':
    case 'info':
      return NOTHING;
  }
}
