import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compareReviews } from '../../../backend/core/review/compare-reviews.ts';
import { concludeReview } from '../../../backend/core/review/conclude-review.ts';
import { REVIEW_FILE_NAMES, renderReviewFile } from '../../../backend/core/review/render-review-file.ts';
import { showUnseen } from '../../../backend/core/review/markdown-text.ts';
import { DIFFERENTIAL_SCOPE, findingOf, FULL_SCOPE, partsOf } from './support.ts';

const schemaFile = new URL('../../fixtures/sarif/sarif-2.1.0-rtm.5.json', import.meta.url);

/** The published schema is written in draft 4, whose keywords here mean the same in draft 7. */
function sarifSchema(): object {
  const schema = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(schemaFile, 'utf8')));
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !['$schema', 'id'].includes(key)));
}

const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(sarifSchema());

const hostile = findingOf({ file: 'a b/%2e%2e/ü:\u202e\ud800.ts', line: 9, endLine: 2, message: '<img src=x> \u0000', evidence: '\ud800 \u0007' });

const SOME = concludeReview(partsOf({
  scope: DIFFERENTIAL_SCOPE, coverage: { files: 1, bytes: 1, skipped: [{ file: '../x', reason: 'link_outside' }] },
  staticFindings: [hostile, findingOf({ rule: 'z-rule' }), findingOf({ rule: 'a-rule' }), findingOf({ line: null, endLine: null }), findingOf({ file: null, line: null, endLine: null, severity: 'info' }), findingOf({ endLine: null, severity: 'critical' }), { ...findingOf(), rule: 'agent', source: 'agent' }],
}));

describe('when findings are written as SARIF', () => {
  it.each([['none', concludeReview(partsOf())], ['a local directory', concludeReview(partsOf({ scope: { ...FULL_SCOPE, project: null, head: null } }))], ['many, with hostile text', SOME]])('fits the published schema: %s', (_name, review) => {
    isSarif(JSON.parse(renderReviewFile(review, 'findings.sarif')));
    expect(isSarif.errors ?? []).toEqual([]);
  });

  it('would notice a log that does not fit', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  });

  it('gives no link that a message holds', () => {
    const { runs } = z.object({ runs: z.tuple([z.object({ results: z.tuple([z.object({ message: z.object({ text: z.string() }) })]) })]) }).parse(JSON.parse(renderReviewFile(concludeReview(partsOf({ staticFindings: [findingOf({ message: 'See [here](https://example.com)' })] })), 'findings.sarif')));
    expect(runs[0].results[0].message.text).toBe('See [here] (https://example.com)');
  });

  it('makes a relative URI of every path', () => {
    expect(renderReviewFile(SOME, 'findings.sarif')).toContain('"a%20b/%252e%252e/%C3%BC%3A%E2%80%AE%EF%BF%BD.ts"');
  });
});

describe('when the files of a review are rendered', () => {
  it('gives the same bytes for the same review', () => {
    expect(REVIEW_FILE_NAMES.map((name) => renderReviewFile(SOME, name))).toEqual(REVIEW_FILE_NAMES.map((name) => renderReviewFile(structuredClone(SOME), name)));
  });

  it('writes labels one a line, and the whole as JSON', () => {
    expect(renderReviewFile(SOME, 'labels.txt')).toBe('security-risk:critical\nsecurity-blocked\n');
    expect(renderReviewFile(SOME, 'report.md')).toBe(SOME.report);
    const json: unknown = JSON.parse(renderReviewFile(SOME, 'review.json'));
    expect(json).toMatchObject({ risk: 'critical', mode: 'differential', agent: 'static', model: null, coverage: { files: 1 }, durationMs: 5 });
  });

  it('shows what cannot be seen', () => {
    expect(showUnseen('a\tb\u200bc\u{e0041}\n\u001b[2J')).toBe('a    b\\u{200b}c\\u{e0041}\n\\u{1b}[2J');
  });
});

describe('when two reviews are compared', () => {
  it('knows a finding again wherever its line moved, and by its words when an agent found it', () => {
    const moved = findingOf({ line: 40 });
    const gone = findingOf({ evidence: 'exec(a)' });
    const fresh = findingOf({ file: null, evidence: 'exec(b)' });
    const said = findingOf({ source: 'agent', rule: 'agent', message: 'M', evidence: 'one quote' });
    expect(compareReviews([findingOf(), gone, said], [moved, fresh, { ...said, evidence: 'another quote' }])).toEqual({ added: [fresh], removed: [gone], unchanged: [moved, { ...said, evidence: 'another quote' }] });
  });
});
