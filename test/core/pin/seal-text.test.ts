import { describe, expect, it } from 'vitest';
import { isSameText, isSealed, sealText } from '../../../backend/core/pin/seal-text.ts';

const TEXT = sealText({ title: 'chore: update pin for notes', body: 'One.\n\nTwo.' });

describe('when a text is sealed', () => {
  it.each([
    ['as it was made', TEXT],
    ['with the line ends of a form', { ...TEXT, body: TEXT.body.replaceAll('\n', '\r\n') }],
    ['without white space at its end', { ...TEXT, body: TEXT.body.trimEnd() }],
  ])('is known again: %s', (_, text) => {
    expect(isSealed(text)).toBe(true);
    expect(isSameText(text, TEXT)).toBe(true);
  });

  it.each([
    ['another title', { ...TEXT, title: 'wip' }],
    ['another body', { ...TEXT, body: TEXT.body.replace('Two', '2') }],
    ['a line added below', { ...TEXT, body: `${TEXT.body}\nLooks good.` }],
    ['a line added above the seal', { ...TEXT, body: TEXT.body.replace('Two.', 'Two.\n- [x] read') }],
    ['no seal', { ...TEXT, body: 'One.\n\nTwo.' }],
    ['nothing', { ...TEXT, body: '' }],
    ['a seal of another text', { ...TEXT, body: sealText({ title: TEXT.title, body: 'x' }).body.replace('x', 'y') }],
    ['two seals', { ...TEXT, body: `${TEXT.body}\n${TEXT.body}` }],
  ])('tells an edit: %s', (_, text) => {
    expect(isSealed(text)).toBe(false);
    expect(isSameText(text, TEXT)).toBe(false);
  });
});
