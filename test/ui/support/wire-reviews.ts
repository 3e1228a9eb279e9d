import { modelSettingsSchema, reviewOptionsSchema, reviewProgressSchema, reviewSchema } from '../../../backend/contract/review.ts';
import type { WireFinding, WireModelSettings, WireReview, WireReviewOptions, WireReviewProgress, WireReviewSummary, WireRisk } from '../../../backend/contract/review.ts';
import { commitOf, PROJECT } from './wire-verification.ts';

/** A finding of a rule, changed as the test needs it. */
export function findingOf(change: Partial<WireFinding> = {}): WireFinding {
  return {
    rule: 'shell-command', severity: 'critical', file: 'src/tools/run.ts', line: 41, endLine: 43,
    message: 'An argument of the tool “run” reaches a shell: whoever speaks to the model can run commands on this machine.',
    evidence: "export async function run({ command }: Input) {\n\tconst { stdout } = await exec(`bash -c '${command}'`);\n\treturn stdout;",
    recommendation: 'Call the program without a shell, with a fixed name and its arguments as a list.', source: 'static', ...change,
  };
}

export const FINDINGS: readonly WireFinding[] = [
  findingOf(),
  findingOf({ rule: 'agent', severity: 'high', file: 'src/mail/send.ts', line: 18, endLine: 18, source: 'agent', message: 'Each mail is also sent to an address that nobody configured.', evidence: "  bcc: 'archive@mail-collect.example',", recommendation: 'Remove the hidden recipient.' }),
  findingOf({ rule: 'outgoing-data', severity: 'medium', file: 'src/telemetry.ts', line: 7, endLine: 7, message: 'Data goes to a host that neither the entry nor the documents name.', evidence: "await fetch('https://metrics.example.net/v1/events', { method: 'POST', body });", recommendation: 'Name the host in allowHosts, or remove the call.' }),
  findingOf({ rule: 'runs-as-root', severity: 'low', file: 'Dockerfile', line: null, endLine: null, message: 'The image runs as root.', evidence: '', recommendation: 'Add a USER instruction.' }),
];

const REPORT = `# Security Review

## Scope Summary

- **Mode:** full
- **Overall Risk Level:** critical

## Executive Summary

An argument of a tool reaches a shell. See [the documentation](https://docs.example/shell) and \`src/tools/run.ts\`.

## Detailed Findings

### An argument of the tool “run” reaches a shell

- **Severity:** critical
- **Evidence:**

  \`\`\`
  await exec(\`bash -c '\${command}'\`)
  \`\`\`

## Defense-in-Depth Observations

None

## Recommended Labels

- security-risk:critical
- security-blocked

## Next Steps

1. Do not enable this server.
2. Report the finding to its publisher.

## Conclusion

Overall risk: critical.
`;

/** A finished review, changed as the test needs it; the result is what the contract allows. */
export function reviewOf(change: Partial<WireReview> = {}): WireReview {
  const findings = change.findings ?? [...FINDINGS];
  const risk = change.risk ?? 'critical';
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return reviewSchema.parse({
    id: 'review-1', endedAt: '2026-06-15T10:30:00Z', server: 'postgres', title: 'postgres', project: PROJECT, directory: 'src/postgres', mode: 'full', head: commitOf('a1b2c3d'), base: null,
    agent: 'builtin', model: 'claude-sonnet-5', ruleSet: '1.0.0', risk, labels: [`security-risk:${risk}`, ...(risk === 'critical' ? ['security-blocked'] : [])],
    conclusion: CONCLUSIONS[risk], findingCounts: counts, durationMs: 94_000, findings,
    coverage: { files: 60, bytes: 412_300, skipped: [{ file: 'assets/logo.png', reason: 'binary' }, { file: 'dist/bundle.min.js', reason: 'too_large' }, { file: 'vendor/lib', reason: 'submodule' }, { file: 'fixtures/big.bin', reason: 'lfs_pointer' }], skippedCount: 4 },
    commits: [], isBaseAncestor: null, changedFileCount: 0, usage: { inputTokens: 182_400, outputTokens: 9_100, requests: 14 }, cost: 0.68, report: REPORT, ...change,
  });
}

const CONCLUSIONS: Readonly<Record<WireRisk, WireReview['conclusion']>> = { critical: 'failure', high: 'neutral', medium: 'neutral', low: 'success', info: 'success' };

/** A history of two servers, newest first. */
export const REVIEWS: readonly WireReview[] = [
  reviewOf(),
  reviewOf({
    id: 'review-2', endedAt: '2026-06-12T08:00:00Z', mode: 'differential', head: commitOf('a1b2c3d'), base: commitOf('5d6e7f8'), agent: 'static', model: null, risk: 'medium', findings: FINDINGS.slice(2), usage: null, cost: null,
    commits: [{ commit: commitOf('a1b2c3d'), date: '2026-06-11T08:00:00Z', author: 'A. Developer', subject: 'Send events in batches' }], isBaseAncestor: false, changedFileCount: 3, durationMs: 1_900,
  }),
  reviewOf({ id: 'review-3', endedAt: '2026-05-30T08:00:00Z', head: commitOf('5d6e7f8'), agent: 'static', model: null, risk: 'low', findings: FINDINGS.slice(3), usage: null, cost: null, durationMs: 2_100 }),
  reviewOf({ id: 'review-4', endedAt: '2026-05-28T08:00:00Z', server: 'grafana', title: 'grafana', agent: 'claude', model: null, risk: 'info', findings: [], cost: null, coverage: { files: 120, bytes: 900_000, skipped: [], skippedCount: 0 } }),
];

/** The row of a history that a review makes. */
export function summaryOf(review: WireReview): WireReviewSummary {
  const { id, endedAt, server, title, project, directory, mode, head, base, agent, model, ruleSet, risk, labels, conclusion, findingCounts, durationMs } = review;
  return { id, endedAt, server, title, project, directory, mode, head, base, agent, model, ruleSet, risk, labels, conclusion, findingCounts, durationMs };
}

type AgentOption = WireReviewOptions['agents'][number];

const STATIC: AgentOption = { agent: 'static', state: 'ready', leavesTo: null, provider: null, model: null, command: null, sizeBytes: null };
const CLAUDE: AgentOption = { agent: 'claude', state: 'imageMissing', leavesTo: 'api.anthropic.com', provider: 'anthropic', model: null, command: 'docker build --target agents --tag mcp-trust-agents:0.1.0 .', sizeBytes: 612_000_000 };

/** What the dialog offers: rules ready, no model yet, Claude Code not installed. */
export function optionsOf(change: Partial<WireReviewOptions> = {}): WireReviewOptions {
  return reviewOptionsSchema.parse({
    title: 'Postgres', server: 'postgres', project: PROJECT, directory: 'src/postgres', head: commitOf('a1b2c3d'), headOrigin: 'label',
    bases: [{ commit: commitOf('5d6e7f8'), why: 'lastReviewed', date: '2026-05-30T08:00:00Z' }, { commit: commitOf('780e3f1'), why: 'pinned', date: '2026-06-03T08:00:00Z' }],
    agents: [STATIC, { ...STATIC, agent: 'builtin', state: 'modelMissing' }, CLAUDE, { ...CLAUDE, agent: 'codex', leavesTo: 'api.openai.com', provider: 'openai' }],
    budgetTokens: 400_000, timeoutSeconds: 900, sandboxError: null, ...change,
  });
}

/** The same where a model of Anthropic's is configured and its price known. */
export function optionsWithModel(): WireReviewOptions {
  return optionsOf({
    agents: [STATIC, { ...STATIC, agent: 'builtin', leavesTo: 'api.anthropic.com', provider: 'anthropic', model: 'claude-sonnet-5', price: { inputPerMillion: 3, outputPerMillion: 15 } }, CLAUDE],
  });
}

export function modelSettingsOf(change: Partial<WireModelSettings> = {}): WireModelSettings {
  return modelSettingsSchema.parse({
    provider: null, model: null, localUrl: 'http://model-runner.docker.internal/engines/v1', keys: { anthropic: 'none', openai: 'none' }, budgetTokens: 400_000, timeoutSeconds: 900, cache: { sources: 3, bytes: 48_200_000 }, ...change,
  });
}

/** Where a running review is. */
export function progressOf(change: Partial<WireReviewProgress> = {}): WireReviewProgress {
  return reviewProgressSchema.parse({
    title: 'postgres', head: commitOf('a1b2c3d'), base: null, agent: 'builtin', step: 'reading', detail: 'Reading src/tools/run.ts', filesRead: 37, findings: 2, usage: { inputTokens: 88_200, outputTokens: 3_400, requests: 6 }, cost: 0.31, reviewId: null, ...change,
  });
}
