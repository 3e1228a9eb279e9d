import { plainText } from '../contract/fill.ts';
import type { Finding } from '../core/review/finding.ts';
import { renderReviewFile } from '../core/review/render-review-file.ts';
import type { Review } from '../core/review/review.ts';
import { paintHint, paintRisk } from './paint.ts';
import { printableText } from './printable-text.ts';
import { escapeJson } from './print-json.ts';
import type { ReviewFlags } from './flags.ts';

const EVIDENCE_LINES = 6;
const EVIDENCE_WIDTH = 160;
const SHOWN_SKIPPED = 10;

/** A finished review in the format that was asked for. All text of the source is made harmless for a terminal. */
export function printReview(review: Review, format: ReviewFlags['format'], isColorful: boolean): string {
  switch (format) {
    case 'json':
      return escapeJson(renderReviewFile(review, 'review.json'));
    case 'sarif':
      return escapeJson(renderReviewFile(review, 'findings.sarif')).trimEnd().concat('\n');
    case 'markdown':
      return printableText(review.report);
    case 'table':
      return printTableForm(review, isColorful);
  }
}

function printTableForm(review: Review, isColorful: boolean): string {
  const { findings } = review;
  return [
    ...printHead(review, isColorful),
    '',
    ...(findings.length === 0 ? ['Nothing was found.', ''] : findings.flatMap((finding) => printFinding(finding, isColorful))),
    ...printCoverage(review),
    paintHint('An automatic review cannot prove that code is harmless.', isColorful),
    '',
  ].join('\n');
}

function printHead({ title, risk, labels, scope, agent, model, usage, durationMs }: Review, isColorful: boolean): readonly string[] {
  const range = scope.base === null ? (scope.head ?? 'as it is') : `${scope.base}..${scope.head ?? ''}`;
  return [
    `${plainText(title)}: ${paintRisk(risk, isColorful)} risk`,
    `  ${scope.mode === 'full' ? 'Full review' : 'Differential review'} of ${plainText(scope.project ?? title)}${scope.directory === null ? '' : `, folder ${plainText(scope.directory)}`}`,
    `  Revision: ${plainText(range)}`,
    ...(scope.isBaseAncestor === false ? ['  The base is no ancestor of the head: the two trees are compared as they are.'] : []),
    `  Read by: ${agent === 'static' ? 'static rules' : `static rules and ${agent} (${plainText(model ?? '')})`}, in ${(durationMs / 1000).toFixed(1)} s`,
    ...(usage === null ? [] : [`  Tokens: ${usage.inputTokens} in, ${usage.outputTokens} out, ${usage.requests} requests`]),
    `  Labels: ${labels.map(plainText).join(', ')}`,
  ];
}

function printFinding({ severity, rule, file, line, message, evidence, recommendation, source }: Finding, isColorful: boolean): readonly string[] {
  const place = file === null ? 'the whole source' : `${plainText(file)}${line === null ? '' : `:${line}`}`;
  const shown = evidence === '' ? [] : printableText(evidence).split('\n').slice(0, EVIDENCE_LINES).map((text) => `    | ${text.slice(0, EVIDENCE_WIDTH)}`);
  return [
    `${paintRisk(severity, isColorful)}  ${place}  ${paintHint(`[${source === 'agent' ? 'agent' : plainText(rule)}]`, isColorful)}`,
    `  ${wholeText(message)}`,
    ...shown,
    ...(recommendation === '' ? [] : [`  ${paintHint(wholeText(recommendation), isColorful)}`]),
    '',
  ];
}

/** On one line, but not cut: a sentence of a rule or an agent. */
function wholeText(text: string): string {
  return printableText(text).replaceAll('\n', ' ');
}

function printCoverage({ coverage }: Review): readonly string[] {
  const { files, bytes, skipped } = coverage;
  const more = skipped.length - SHOWN_SKIPPED;
  return [
    `Read ${files} of ${files + skipped.length} files (${bytes < 10_240 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(0)} KiB`}).${skipped.length === 0 ? '' : ' Not read:'}`,
    ...skipped.slice(0, SHOWN_SKIPPED).map(({ file, reason }) => `  ${plainText(file)} (${reason.replaceAll('_', ' ')})`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
