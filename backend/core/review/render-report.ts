import type { Finding } from './finding.ts';
import { toCodeBlock, toMarkdownText } from './markdown-text.ts';
import type { AgentReport } from './parse-report.ts';
import { NOTHING } from './report-sections.ts';
import type { Review } from './review.ts';
import { RISK_LEVELS, worstRisk } from './risk.ts';
import { scopeLines } from './scope-lines.ts';
import { tameMarkdown, toQuote } from './tame-markdown.ts';

type Concluded = Omit<Review, 'report'>;

const LIMITS = 'An automatic review finds what its rules and its model notice. It cannot prove that code is harmless, and code that was written to deceive a reviewer may deceive this one.';
const MOST_SKIPPED = 50;

/**
 * The report of a review in its seven sections. Everything from the source is shown as text. What an agent wrote is quoted
 * beside our own words and never in their place: a hijacked agent cannot say another level than the review's unopposed.
 */
export function renderReport(review: Concluded, report: AgentReport | null): string {
  return [
    '# Security Review',
    section('Scope Summary', renderScope(review)),
    section('Executive Summary', [renderSummary(review), ...renderDisagreement(review, report), ...quoteAgent(report?.summary)].join('\n\n')),
    section('Detailed Findings', review.findings.map(renderFinding).join('\n\n') || NOTHING),
    section('Defense-in-Depth Observations', [...renderCoverage(review), ...quoteAgent(report?.observations)].join('\n\n')),
    section('Recommended Labels', review.labels.map((label) => `- ${label}`).join('\n')),
    section('Next Steps', [nextSteps(review), ...quoteAgent(report?.nextSteps)].join('\n\n')),
    section('Conclusion', [`Overall risk: ${review.risk}.`, ...quoteAgent(report?.conclusion), LIMITS].join('\n\n')),
  ].join('\n\n').concat('\n');
}

function section(title: string, content: string): string {
  return `## ${title}\n\n${content}`;
}

/** Said aloud where a level of the agent is not that of the review. */
function renderDisagreement({ risk }: Concluded, report: AgentReport | null): readonly string[] {
  if (report === null || worstRisk([report.risk, risk]) === report.risk) return [];
  return [`The agent calls the risk ${report.risk}. The rules found worse: it is ${risk}.`];
}

function quoteAgent(markdown = NOTHING): readonly string[] {
  const tamed = tameMarkdown(markdown);
  return tamed === '' || tamed === NOTHING ? [] : ['In the words of the agent:', toQuote(tamed)];
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
