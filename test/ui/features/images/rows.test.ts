import { describe, expect, it } from 'vitest';
import { countVerdicts, filterRows } from '../../../../ui/src/features/images/filter-rows.ts';
import { pinWords, signatureWords } from '../../../../ui/src/features/images/cell-words.ts';
import { placeOf, rowLabel, titleOf } from '../../../../ui/src/features/images/row-words.ts';
import { DEFAULT_SORT, inOrderOf, sortRows } from '../../../../ui/src/features/images/sort-rows.ts';
import { withEvents } from '../../../../ui/src/features/images/with-events.ts';
import { verificationOf } from '../../support/wire-verification.ts';
import { BY_DIGEST, MISMATCH, OUTDATED, ROWS, rowOf, UNCHECKED, UNVERIFIED, VERIFIED, WITHDRAWN } from '../../support/wire-rows.ts';

const names = (rows: readonly { readonly server: { readonly name: string } | null }[]): (string | undefined)[] => rows.map((row) => row.server?.name);

describe('when rows are sorted', () => {
  it('puts mismatches first and verified ones last', () => {
    expect(sortRows(ROWS, DEFAULT_SORT).map((row) => row.verification?.verdict ?? 'unchecked')).toEqual([
      'mismatch', 'mismatch', 'indeterminate', 'indeterminate', 'unchecked', 'unverified', 'outdated', 'outdated', 'verified', 'verified',
    ]);
  });

  it.each([
    ['image', 'ascending', 'brave-search'],
    ['image', 'descending', 'stripe'],
    ['pin', 'ascending', 'postgres'],
    ['signature', 'ascending', 'notion'],
    ['publisher', 'ascending', 'context7'],
    ['revision', 'ascending', 'grafana'],
    ['a column that is gone', 'ascending', 'postgres'],
  ] as const)('by %s, %s, begins with %s', (column, direction, first) => {
    expect(names(sortRows(ROWS, { column, direction }))[0]).toBe(first);
  });

  it('keeps an order while verdicts come in, new rows at the end', () => {
    const order = new Map([[VERIFIED.key, 0], [MISMATCH.key, 1]]);
    expect(names(inOrderOf([UNCHECKED, MISMATCH, VERIFIED], order))).toEqual(['github-official', 'postgres', 'brave-search']);
  });

  it('does not sort the rows that it was given', () => {
    const rows = [...ROWS];
    sortRows(rows, DEFAULT_SORT);
    expect(rows).toEqual(ROWS);
  });
});

describe('when rows are filtered', () => {
  it.each([
    ['a title', { verdict: null, search: 'postg' }, ['postgres']],
    ['capitals', { verdict: null, search: 'SQLITE' }, ['SQLite']],
    ['two words in any place', { verdict: null, search: 'ghcr 1.9.0' }, ['notion']],
    ['the beginning of a revision', { verdict: null, search: 'a1b2c3d' }, ['postgres']],
    ['a verdict', { verdict: 'unverified', search: '' }, ['notion']],
    ['what nobody checked', { verdict: 'unchecked', search: '' }, ['brave-search']],
    ['both', { verdict: 'mismatch', search: 'notion' }, []],
    ['text that looks like a pattern', { verdict: null, search: '.*' }, []],
  ] as const)('finds by %s', (_reason, filter, expected) => {
    expect(names(filterRows(ROWS, filter))).toEqual(expected);
  });

  it('counts every verdict', () => {
    expect(Object.fromEntries(countVerdicts(ROWS))).toEqual({ mismatch: 2, indeterminate: 2, unchecked: 1, unverified: 1, outdated: 2, verified: 2 });
  });
});

describe('when a row is put into words', () => {
  it('tells the verdict and the image to a screen reader', () => {
    expect(rowLabel(MISMATCH)).toBe('Mismatch: Postgres, docker.io/mcp/postgres:latest, reviewed: critical risk');
    expect(rowLabel(OUTDATED)).toBe('Outdated: Grafana, docker.io/mcp/grafana:latest, reviewed: medium risk of an older revision');
    expect(rowLabel(UNCHECKED)).toBe('Not checked: Brave Search, docker.io/mcp/brave-search:latest');
  });

  it('says that an image without tag was pulled by its digest', () => {
    expect(placeOf(BY_DIGEST)).toMatch(/@[0-9a-f]{7} · pulled by digest$/);
    expect(placeOf({ ...BY_DIGEST, digest: null })).toBe('docker.io/mcp/context7');
  });

  it('names a row without server by its repository', () => {
    expect(titleOf({ ...VERIFIED, server: null })).toBe('github-official');
  });

  it.each([
    [VERIFIED, 'Current', ''],
    [OUTDATED, '1 pin behind', '12 days'],
    [WITHDRAWN, 'Withdrawn', '1 pin behind · 12 days'],
    [MISMATCH, 'Never pinned', ''],
  ])('tells the pin of $server.name', (row, answer, remark) => {
    expect(pinWords(row.verification?.pin ?? verificationOf().pin)).toEqual({ answer, remark });
  });

  it('tells a former pin of unknown distance and a server without pins', () => {
    const pin = { ...verificationOf().pin, pinsBehind: null, daysBehind: null };
    expect(pinWords({ ...pin, state: 'former', kind: 'superseded' })).toEqual({ answer: 'Former pin', remark: '' });
    expect(pinWords({ ...pin, state: 'none' }).answer).toBe('–');
  });

  it.each([
    ['verified', 'Docker MCP key'], ['unsigned', 'Unsigned'], ['invalid', 'Invalid signature'], ['indeterminate', "Couldn't check"], ['notCheckable', 'Not checkable'],
  ] as const)('never calls a signature good that is %s', (state, words) => {
    expect(signatureWords({ ...verificationOf().signature, state }).answer).toBe(words);
  });
});

describe('when a job reports', () => {
  it('replaces what a row knew', () => {
    const events = [{ number: 0, key: UNCHECKED.key, verification: verificationOf(), error: null }];
    expect(withEvents([UNCHECKED, MISMATCH], events).map((row) => row.verification?.verdict)).toEqual(['verified', 'mismatch']);
  });

  it('leaves a row whose check failed', () => {
    const rows = [UNVERIFIED];
    expect(withEvents(rows, [{ number: 0, key: UNVERIFIED.key, verification: null, error: { code: 'store_full', message: '', hint: '' } }])).toBe(rows);
  });

  it('ignores rows that are gone', () => {
    expect(withEvents([rowOf({ name: 'a' })], [{ number: 0, key: 'gone', verification: verificationOf(), error: null }])).toHaveLength(1);
  });
});
