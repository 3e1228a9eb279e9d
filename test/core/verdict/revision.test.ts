import { describe, expect, it } from 'vitest';
import { distinctRevisions, isSameRevision, singleRevision, toCommit } from '../../../backend/core/verdict/revision.ts';
import type { RevisionLabel } from '../../../backend/core/verdict/facts.ts';
import { SAMPLE } from '../../fixtures/facts.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

function valuesOf(...values: readonly (string | null)[]): readonly RevisionLabel[] {
  return values.map((value) => ({ platform: SAMPLE.linux, value }));
}

describe('when a text is read as a commit', () => {
  it.each([
    ['lower case', COMMIT, COMMIT],
    ['upper case', COMMIT.toUpperCase(), COMMIT],
    ['mixed case', `${COMMIT.slice(0, 20).toUpperCase()}${COMMIT.slice(20)}`, COMMIT],
  ])('takes 40 hexadecimal digits in %s', (_, text, expected) => {
    expect(toCommit(text)).toBe(expected);
  });

  it.each([
    ['empty', ''],
    ['a prefix', COMMIT.slice(0, 39)],
    ['the short form', COMMIT.slice(0, 7)],
    ['one digit too many', `${COMMIT}0`],
    ['a SHA-256 commit', COMMIT + COMMIT.slice(0, 24)],
    ['a line break behind', `${COMMIT}\n`],
    ['a blank before', ` ${COMMIT}`],
    ['a letter that is no digit', `g${COMMIT.slice(1)}`],
    ['a dirty tree', `${COMMIT}-dirty`],
    ['a branch', 'main'],
    ['letters that look alike (Cyrillic а)', `\u0430${COMMIT.slice(1)}`],
  ])('refuses %s', (_, text) => {
    expect(toCommit(text)).toBeNull();
  });
});

describe('when revisions are compared', () => {
  it.each([
    [COMMIT, COMMIT.toUpperCase(), true],
    ['v1.2.3', 'v1.2.3', true],
    ['v1.2.3', 'V1.2.3', false],
    [COMMIT, COMMIT.slice(0, 7), false],
    ['', '', true],
  ])('tells whether %j and %j are the same: %s', (left, right, expected) => {
    expect(isSameRevision(left, right)).toBe(expected);
  });

  it('counts the same commit in two cases once, as it was first spelled', () => {
    expect(distinctRevisions(valuesOf(COMMIT.toUpperCase(), COMMIT, null))).toEqual([COMMIT.toUpperCase()]);
  });

  it.each([
    ['one label', valuesOf('a'), 'a'],
    ['two that agree', valuesOf('a', 'a'), 'a'],
    ['two that differ', valuesOf('a', 'b'), null],
    ['one that is silent', valuesOf('a', null), null],
    ['none but silent ones', valuesOf(null), null],
    ['no platform at all', valuesOf(), null],
  ])('finds the voice of %s', (_, labels, expected) => {
    expect(singleRevision(labels)).toBe(expected);
  });
});
