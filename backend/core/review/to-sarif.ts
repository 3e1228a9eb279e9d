import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';
import type { Review } from './review.ts';
import type { RiskLevel } from './risk.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<RiskLevel, 'error' | 'warning' | 'note'>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' };
/** What code scanning sorts by, in the bands of CVSS. */
const SCORES: Readonly<Record<RiskLevel, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0', info: '0.0' };

/** The findings as SARIF 2.1.0 (OASIS), one run; the same review gives the same text. */
export function toSarif(review: Omit<Review, 'report'>): string {
  const { findings, scope, ruleSet, coverage } = review;
  // Worst first, so that of several the worst stays.
  const rules = [...new Map(findings.toReversed().map((finding) => [finding.rule, finding])).values()].sort((one, other) => (one.rule < other.rule ? -1 : 1));
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'mcp-trust', version: ruleSet, rules: rules.map(toRule) } },
      ...(scope.project === null || scope.head === null ? {} : { versionControlProvenance: [{ repositoryUri: scope.project, revisionId: scope.head }] }),
      invocations: [{
        executionSuccessful: true,
        toolExecutionNotifications: coverage.skipped.map(({ file, reason }) => ({
          level: 'note', message: { text: `Not read: ${reason.replaceAll('_', ' ')}` }, locations: [{ physicalLocation: { artifactLocation: toArtifact(file) } }],
        })),
      }],
      results: findings.map((finding) => toResult(finding, rules.findIndex(({ rule }) => rule === finding.rule))),
      columnKind: 'unicodeCodePoints',
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toRule({ rule: id, severity, recommendation }: Finding): unknown {
  return {
    id,
    shortDescription: { text: id === 'agent' ? 'Found by the reviewing agent' : id.replaceAll('-', ' ') },
    help: { text: recommendation },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { 'security-severity': SCORES[severity], tags: ['security'] },
  };
}

function toResult(finding: Finding, ruleIndex: number): unknown {
  const { rule, severity, file, line, endLine, message, evidence, recommendation, source } = finding;
  const region = line === null ? {} : { region: { startLine: line, endLine: Math.max(line, endLine ?? line), snippet: { text: evidence } } };
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: withoutLinks(message) },
    ...(file === null ? {} : { locations: [{ physicalLocation: { artifactLocation: toArtifact(file), ...region } }] }),
    partialFingerprints: { 'findingIdentity/v1': createHash('sha256').update([rule, file ?? '', evidence].join('\u0000')).digest('hex') },
    properties: { severity, source, recommendation },
  };
}

/** In a message `[text](target)` is a link (SARIF 2.1.0, 3.11.6): a source or an agent has none to give. */
function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}

/** A path as a relative URI (RFC 3986): each segment is encoded, so that no name reads as a scheme or a parent. */
function toArtifact(path: string): unknown {
  return { uri: path.toWellFormed().split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
