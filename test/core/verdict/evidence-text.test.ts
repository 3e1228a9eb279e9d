import { describe, expect, it } from 'vitest';
import { MAX_EVIDENCE_LENGTH, toEvidenceText } from '../../../backend/core/verdict/evidence-text.ts';

describe('when text from outside becomes evidence', () => {
  it('leaves printable text of any script as it is', () => {
    expect(toEvidenceText('fetch – Überprüfung 検証 🔍')).toBe('fetch – Überprüfung 検証 🔍');
  });

  it.each([
    ['a line break that forges a second line', 'ok\nverified', 'ok\uFFFDverified'],
    ['an escape sequence of a terminal', '\u001b[32mverified', '\uFFFD[32mverified'],
    ['a C1 control character', 'a\u009bb', 'a\uFFFDb'],
    ['a turned reading direction', 'a\u202Eb', 'a\uFFFDb'],
    ['a zero-width space', 'a\u200Bb', 'a\uFFFDb'],
    ['a line separator', 'a\u2028b', 'a\uFFFDb'],
    ['half a surrogate pair', 'a\uD83Db', 'a\uFFFDb'],
  ])('replaces %s', (_, text, expected) => {
    expect(toEvidenceText(text)).toBe(expected);
  });

  it('cuts a label of one megabyte, and leaves no half character behind', () => {
    expect(toEvidenceText('x'.repeat(1_000_000))).toHaveLength(MAX_EVIDENCE_LENGTH);
    expect(toEvidenceText(`${'x'.repeat(198)}🔍🔍`)).toBe(`${'x'.repeat(198)}\uFFFD…`);
  });

  it('keeps text of exactly the greatest length whole', () => {
    const text = 'y'.repeat(MAX_EVIDENCE_LENGTH);
    expect(toEvidenceText(text)).toBe(text);
  });
});
