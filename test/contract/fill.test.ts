import { describe, expect, it } from 'vitest';
import { MAX_VALUE_LENGTH, fill, plainText, shorten } from '../../backend/contract/fill.ts';

describe('when a template is filled', () => {
  it.each([
    ['a value', 'says {label}.', { label: 'abc' }, 'says abc.'],
    ['a name with blanks', 'on {logged at}.', { 'logged at': 'Monday' }, 'on Monday.'],
    ['a missing value', 'says {label}.', {}, 'says (not known).'],
    ['an optional part', 'no[: {detail}].', { detail: 'why' }, 'no: why.'],
    ['an optional part without its value', 'no[: {detail}].', {}, 'no.'],
    ['an optional part that lacks one of two', 'no[ {a}{b}].', { a: '1' }, 'no.'],
    ['an optional part with an empty value', 'no[({detail})].', { detail: '' }, 'no().'],
    ['a value that is a sentence, at the end of one', 'no[: {detail}].', { detail: 'It is gone.' }, 'no: It is gone.'],
    ['a value that is a sentence, within one', 'no ({detail}) more.', { detail: 'It is gone.' }, 'no (It is gone.) more.'],
    ['a value of a full stop alone', 'no[: {detail}].', { detail: '.' }, 'no: .'],
    ['no place at all', 'plain.', { label: 'x' }, 'plain.'],
  ])('handles %s', (...[, template, values, expected]) => {
    expect(fill(template, values)).toBe(expected);
  });

  it.each([
    ['places', '{label}', '{label}'],
    ['optional parts', '[x{detail}]', '[x{detail}]'],
    ['patterns of replace()', "$& $1 $' $`", "$& $1 $' $`"],
    ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('takes %s in a value for text', (_, value, expected) => {
    expect(fill('<{detail}>', { detail: value, label: 'secret' })).toBe(`<${expected}>`);
  });

  it('does not take inherited names for values', () => {
    expect(fill('{constructor}', {})).toBe('(not known)');
    expect(fill('{x}', Object.create({ x: 'inherited' }) as Record<string, string>)).toBe('(not known)');
  });

  it('makes values printable and cuts them', () => {
    expect(fill('{a}', { a: 'one\ntwo\u202E' })).toBe('one\uFFFDtwo\uFFFD');
    expect(fill('{a}', { a: 'x'.repeat(1_000_000) })).toHaveLength(MAX_VALUE_LENGTH);
    expect(plainText('x'.repeat(MAX_VALUE_LENGTH))).not.toContain('…');
  });
});

describe('when values are shortened', () => {
  it.each([
    ['a commit', '0123456789abcdef0123456789abcdef01234567', '0123456'],
    ['a commit in capitals', '0123456789ABCDEF0123456789ABCDEF01234567', '0123456'],
    ['a digest', `sha256:${'ab'.repeat(32)}`, 'sha256:abababababab…'],
    ['a time', '2026-05-02T10:00:00.123Z', '2026-05-02'],
    ['a time with an offset', '2026-05-02T10:00:00+02:00', '2026-05-02'],
    ['41 digits, which are no commit', 'a'.repeat(41), 'a'.repeat(41)],
    ['a text with a time in it', 'at 2026-05-02T10:00:00Z', 'at 2026-05-02T10:00:00Z'],
  ])('shows %s', (_, value, expected) => {
    expect(shorten({ value })).toEqual({ value: expected });
  });
});
