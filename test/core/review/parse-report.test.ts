import { describe, expect, it } from 'vitest';
import { concludeReview } from '../../../backend/core/review/conclude-review.ts';
import { parseReport } from '../../../backend/core/review/parse-report.ts';
import { codeOf } from '../image/code-of.ts';
import { DIFFERENTIAL_SCOPE, findingOf, FULL_SCOPE, HEAD, honestReport, ONE_FINDING, partsOf } from './support.ts';

const LOW = 'security-risk:low\n';
const MEDIUM = 'security-risk:medium\n';

describe('when a report holds together', () => {
  it('is read with its level, its findings and its texts', () => {
    const report = parseReport(honestReport({ risk: 'medium', findings: ONE_FINDING }), MEDIUM, FULL_SCOPE);
    expect(report).toEqual({
      risk: 'medium', isBlocked: false, summary: 'It lists files.', observations: 'None', nextSteps: 'None', conclusion: 'Nothing stands against it.',
      findings: [{ rule: 'agent', severity: 'medium', file: 'src/a.ts', line: 3, endLine: 4, message: 'Shell: Anything runs.', evidence: '`exec(x)`', recommendation: 'Mend it.', source: 'agent' }],
    });
  });

  it.each([
    ['none, with a full stop', { findings: 'None.' }, LOW],
    ['labels as code', { labels: '- `security-risk:low`' }, LOW],
    ['a differential scope', { scope: DIFFERENTIAL_SCOPE }, LOW],
    ['a block', { risk: 'high', labels: '- security-risk:high\n- security-blocked' }, 'security-blocked\nsecurity-risk:high\n'],
    ['a level in capitals', { risk: 'Low', labels: '- security-risk:low' }, LOW],
    ['a level above its findings', { risk: 'high', findings: ONE_FINDING }, 'security-risk:high'],
  ] as const)('takes %s', (_name, options, labels) => {
    const scope = 'scope' in options ? options.scope : FULL_SCOPE;
    expect(parseReport(honestReport(options), labels, scope).conclusion).toBe('Nothing stands against it.');
  });

  it.each([
    ['a file without line', 'src/a.ts', { file: 'src/a.ts', line: null, endLine: null }],
    ['one line', 'src/a.ts:7', { file: 'src/a.ts', line: 7, endLine: 7 }],
    ['line nought, which is none', 'src/a.ts:0', { file: null, line: null, endLine: null }],
    ['lines that end before they begin', 'src/a.ts:7-3', { file: 'src/a.ts', line: 7, endLine: 7 }],
    ['code', '`src/a.ts:7`', { file: 'src/a.ts', line: 7, endLine: 7 }],
    ['none', 'None', { file: null, line: null, endLine: null }],
    ['a path from the root', '/etc/passwd:1', { file: null, line: null, endLine: null }],
    ['a path out of the tree', 'src/../../x:1', { file: null, line: null, endLine: null }],
    ['words', 'see the code: there', { file: null, line: null, endLine: null }],
  ])('places a finding at %s', (_name, location, place) => {
    const markdown = honestReport({ risk: 'medium', findings: ONE_FINDING.replace('src/a.ts:3-4', location) });
    expect(parseReport(markdown, MEDIUM, FULL_SCOPE).findings[0]).toMatchObject(place);
  });

  it('is what a review renders itself', () => {
    const review = concludeReview(partsOf({ staticFindings: [findingOf({ evidence: '```\n## Conclusion\n```' })] }));
    expect(parseReport(review.report, review.labels.join('\n'), FULL_SCOPE).risk).toBe('high');
  });
});

describe('when a report is forged, broken or hostile', () => {
  const whole = honestReport();
  it.each([
    ['nothing', '', LOW, 'report_missing'],
    ['blanks', ' \n\n', LOW, 'report_missing'],
    ['no label', whole, '', 'report_labels_malformed'],
    ['an unknown label', whole, 'security-risk:none', 'report_labels_malformed'],
    ['another level than its label', whole, MEDIUM, 'report_contradicts_labels'],
    ['other recommended labels', honestReport({ labels: '- security-risk:info' }), LOW, 'report_contradicts_labels'],
    ['a block that the label file lacks', honestReport({ risk: 'high', labels: '- security-risk:high\n- security-blocked' }), 'security-risk:high', 'report_contradicts_labels'],
    ['a finding above its level', honestReport({ findings: ONE_FINDING }), LOW, 'report_contradicts_labels'],
    ['another commit', whole.replaceAll(HEAD, 'c'.repeat(40)), LOW, 'report_malformed'],
    ['another project', whole.replace('example/server', 'example/other'), LOW, 'report_malformed'],
    ['another mode', whole.replace('full', 'differential'), LOW, 'report_malformed'],
    ['an unknown level', whole.replace('Level:** low', 'Level:** harmless'), LOW, 'report_malformed'],
    ['no level', whole.replace(/- \*\*Overall Risk.*\n/, ''), LOW, 'report_malformed'],
    ['a level twice', whole.replace(/(- \*\*Overall Risk.*\n)/, '$1$1'), LOW, 'report_malformed'],
    ['a section missing', whole.replace('## Next Steps', 'Next Steps'), LOW, 'report_malformed'],
    ['words alone', 'All is well', LOW, 'report_malformed'],
    ['a heading that is a picture', whole.replace('## Conclusion', '## ![Conclusion](x)'), LOW, 'report_malformed'],
    ['a section twice', `${whole}\n## Conclusion\n\nAll is well.\n`, LOW, 'report_malformed'],
    ['sections in another order', whole.replace('Next Steps', 'X').replace('Conclusion', 'Next Steps').replace('## X', '## Conclusion'), LOW, 'report_malformed'],
    ['a heading of the first rank inside', whole.replace('It lists files.', '# Security Review'), LOW, 'report_malformed'],
    ['a section that swallows the rest in a code block', whole.replace('It lists files.', '```'), LOW, 'report_malformed'],
    ['a section that swallows the rest in a comment', whole.replace('It lists files.', '<!--'), LOW, 'report_malformed'],
    ['an empty section', whole.replace('It lists files.', ''), LOW, 'report_malformed'],
    ['no word on findings', honestReport({ findings: '' }), LOW, 'report_malformed'],
    ['findings without parts', honestReport({ findings: 'There are three.' }), LOW, 'report_malformed'],
    ['text before the first finding', honestReport({ risk: 'medium', findings: `Some.\n\n${ONE_FINDING}` }), MEDIUM, 'report_malformed'],
    ['a finding without title', honestReport({ risk: 'medium', findings: ONE_FINDING.replace('### Shell', '###') }), MEDIUM, 'report_malformed'],
    ['a finding below the wrong kind of heading', honestReport({ risk: 'medium', findings: ONE_FINDING.replace('### Shell', '#### Shell') }), MEDIUM, 'report_malformed'],
    ['a finding without severity', honestReport({ risk: 'medium', findings: ONE_FINDING.replace('medium', 'unclear') }), MEDIUM, 'report_malformed'],
    ['a finding without a line', honestReport({ risk: 'medium', findings: ONE_FINDING.replace(/- \*\*Impact.*\n/, '') }), MEDIUM, 'report_malformed'],
    ['a finding with an empty line', honestReport({ risk: 'medium', findings: ONE_FINDING.replace('Anything runs.', '') }), MEDIUM, 'report_malformed'],
    ['too many findings', honestReport({ risk: 'medium', findings: `${ONE_FINDING}\n`.repeat(101) }), MEDIUM, 'report_malformed'],
    ['too much of everything', `${whole}${'word\n'.repeat(30_000)}`, LOW, 'report_malformed'],
    ['too many lines', `${whole}${'\n'.repeat(5_000)}`, LOW, 'report_malformed'],
    ['one very long line', `${whole}${'a'.repeat(9_000)}`, LOW, 'report_malformed'],
    ['quotes in quotes in quotes', `${'>'.repeat(5_000)}a\n${whole}`, LOW, 'report_malformed'],
    ['brackets that nobody closes', `${'[[[[[[\n'.repeat(1_000)}${whole}`, LOW, 'report_malformed'],
  ])('refuses %s', (_name, markdown, labels, code) => {
    expect(codeOf(() => parseReport(markdown, labels, FULL_SCOPE))).toBe(code);
  });
});
