import { describe, expect, it } from 'vitest';
import { checkLabel } from '../../../backend/core/verdict/check-label.ts';
import { MAX_EVIDENCE_LENGTH } from '../../../backend/core/verdict/evidence-text.ts';
import { SAMPLE, labelsOf, verifiedFacts } from '../../fixtures/facts.ts';

const OTHER = SAMPLE.never;

describe('when the label is looked at', () => {
  it.each([
    ['one platform', labelsOf(SAMPLE.current)],
    ['two that agree', labelsOf(SAMPLE.current, SAMPLE.current)],
    ['two that agree but for the case', labelsOf(SAMPLE.current, SAMPLE.current.toUpperCase())],
  ])('passes for %s', (_, labels) => {
    expect(checkLabel(verifiedFacts({ subject: { labels } }))).toEqual({ id: 'label', state: 'passed', code: null, values: { label: SAMPLE.current } });
  });

  it('says why it could not be read', () => {
    const labels = { known: false, code: 'content_too_large', detail: '200 MB' } as const;
    expect(checkLabel(verifiedFacts({ subject: { labels } }))).toMatchObject({ state: 'unknown', code: 'content_too_large', values: { detail: '200 MB' } });
  });
});

describe('when the label names no commit', () => {
  it.each([
    ['there is none', labelsOf(null), 'label_missing'],
    ['one platform has none', labelsOf(SAMPLE.current, null), 'label_missing'],
    ['there is no platform', labelsOf(), 'label_missing'],
    ['it is empty', labelsOf(''), 'label_malformed'],
    ['it is a short form', labelsOf(SAMPLE.current.slice(0, 7)), 'label_malformed'],
    ['it is a version', labelsOf('v1.2.3'), 'label_malformed'],
    ['it has one megabyte', labelsOf('a'.repeat(1_000_000)), 'label_malformed'],
    ['it has a control character', labelsOf(`${SAMPLE.current}\u0000`), 'label_malformed'],
  ] as const)('fails in a signed namespace where %s, and does not apply elsewhere', (_, labels, code) => {
    expect(checkLabel(verifiedFacts({ subject: { labels } }))).toMatchObject({ state: 'failed', code });
    expect(checkLabel(verifiedFacts({ subject: { labels, repository: SAMPLE.publisherOwn } }))).toMatchObject({ state: 'notApplicable', code: 'no_label' });
  });

  it('shows a cut and printable text of it', () => {
    const { values } = checkLabel(verifiedFacts({ subject: { labels: labelsOf(`\u001b[31m${'a'.repeat(1_000_000)}`) } }));
    expect(values['label']).toHaveLength(MAX_EVIDENCE_LENGTH);
    expect(values['label']).not.toMatch(/\p{Cc}/u);
  });
});

describe('when platforms differ', () => {
  it.each([
    ['two commits', labelsOf(SAMPLE.current, OTHER)],
    ['a commit and its short form', labelsOf(SAMPLE.current, SAMPLE.current.slice(0, 7))],
    ['two texts that are no commits', labelsOf('v1', 'V1')],
  ])('fails in every namespace for %s', (_, labels) => {
    expect(checkLabel(verifiedFacts({ subject: { labels } }))).toMatchObject({ state: 'failed', code: 'labels_differ_between_platforms' });
    expect(checkLabel(verifiedFacts({ subject: { labels, repository: SAMPLE.publisherOwn } })).state).toBe('failed');
  });
});
