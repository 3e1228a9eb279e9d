import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concludeReview } from '../../../backend/core/review/conclude-review.ts';
import { parseReport } from '../../../backend/core/review/parse-report.ts';
import { CONCLUSION_OF_RISK, RISK_LEVELS, worstRisk } from '../../../backend/core/review/risk.ts';
import { DIFFERENTIAL_SCOPE, findingOf, FULL_SCOPE, honestReport, ONE_FINDING, partsOf } from './support.ts';

describe('when rules and an agent have spoken', () => {
  it.each([
    ['nothing found', [], 'info', ['security-risk:info'], 'success'],
    ['the worst finding', [findingOf({ severity: 'low' }), findingOf({ severity: 'medium' })], 'medium', ['security-risk:medium'], 'neutral'],
    ['a critical finding', [findingOf({ severity: 'critical' })], 'critical', ['security-risk:critical', 'security-blocked'], 'failure'],
  ] as const)('concludes from the rules: %s', (_name, staticFindings, risk, labels, conclusion) => {
    expect(concludeReview(partsOf({ staticFindings }))).toMatchObject({ risk, labels, conclusion });
  });

  it('never lets an agent lower what the rules found', () => {
    const report = parseReport(honestReport(), 'security-risk:low', FULL_SCOPE);
    expect(concludeReview(partsOf({ staticFindings: [findingOf()], report, agent: 'builtin' })).risk).toBe('high');
  });

  it('lets an agent raise the risk, and block', () => {
    const markdown = honestReport({ risk: 'high', labels: '- security-risk:high\n- security-blocked', findings: ONE_FINDING });
    const review = concludeReview(partsOf({ report: parseReport(markdown, 'security-risk:high\nsecurity-blocked', FULL_SCOPE), agent: 'claude', model: 'm' }));
    expect(review).toMatchObject({ risk: 'high', labels: ['security-risk:high', 'security-blocked'], conclusion: 'neutral' });
    expect(review.findings.map(({ source }) => source)).toEqual(['agent']);
    expect(review.report).toContain('> It lists files');
  });

  it('gives the same bytes whatever the order of the findings, and drops doubles', () => {
    const one = findingOf({ file: 'b.ts' });
    const two = findingOf({ file: null, line: null, endLine: null, severity: 'low' });
    const review = concludeReview(partsOf({ staticFindings: [two, one, one] }));
    expect(review).toEqual(concludeReview(partsOf({ staticFindings: [one, two] })));
    expect(review.findings).toEqual([one, two]);
  });

  it('knows a conclusion for each level', () => {
    expect(RISK_LEVELS.map((level) => CONCLUSION_OF_RISK[level])).toEqual(['failure', 'neutral', 'neutral', 'success', 'success']);
    expect(worstRisk([])).toBe('info');
  });
});

describe('when a report is rendered', () => {
  it('says what was not read, and how the trees relate', () => {
    const skipped = Array.from({ length: 51 }, (_, index) => ({ file: `x${index}`, reason: 'too_large' as const }));
    const { report } = concludeReview(partsOf({
      scope: { ...DIFFERENTIAL_SCOPE, isBaseAncestor: false, directory: 'src/server' }, coverage: { files: 2, bytes: 1, skipped },
      staticFindings: [findingOf({ endLine: null }), findingOf({ line: null, endLine: null, severity: 'critical' })], agent: 'builtin',
    }));
    expect(report).toContain('Read 2 of 53 files');
    expect(report).toContain('and 1 more');
    expect(report).toContain('no ancestor');
    expect(report).toContain('Do not enable this revision.');
  });

  it('names the local directories of a review without commits', () => {
    const { report } = concludeReview(partsOf({ scope: { ...DIFFERENTIAL_SCOPE, project: null, head: null, base: null, isBaseAncestor: null }, staticFindings: [findingOf({ severity: 'low' })] }));
    expect(report).toContain('- **Base:** local directory');
  });

  it('lets no text of the source become markup, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('#', '`', '\n', ' ', '>', '-', '*', '<', '!', '[', ']', '(', ')', 'a', '~', '\t', '\u202e', '&', '1', '.') }), (text) => {
      const staticFindings = [findingOf({ message: text, evidence: text, recommendation: `Mend ${text}`, file: `src/${text}` })];
      const review = concludeReview(partsOf({ title: text, staticFindings, coverage: { files: 1, bytes: 1, skipped: [{ file: text, reason: 'binary' }] } }));
      expect(review.report).not.toContain('\u202e');
      const parsed = parseReport(review.report.replace(/^### .*$/m, '### Title'), review.labels.join('\n'), FULL_SCOPE);
      expect(parsed.findings.map(({ severity }) => severity)).toEqual(['high']);
    }), { numRuns: 300 });
  }, 30_000);
});
