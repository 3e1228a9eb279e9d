import { describe, expect, it } from 'vitest';
import { toInertText } from '../../../backend/core/pin/inert-text.ts';

const Z = '\u200b';

describe('when text from outside is made inert', () => {
  it.each([
    ['plain text', 'fix the parser', '`fix the parser`'],
    ['nothing', ' \n\t ', '(empty)'],
    ['a mention', 'thanks @octocat and @docker/team', `\`thanks @${Z}octocat and @${Z}docker/team\``],
    ['words that close an issue', 'fixes #12, closes docker/x#3', `\`fixes #${Z}12, closes docker/x#${Z}3\``],
    ['the other way to name an issue', 'resolves GH-7 gh-8', `\`resolves GH${Z}-7 gh${Z}-8\``],
    ['an address of an issue', 'closes https://github.com/a/b/issues/1', `\`closes https:${Z}//github.com/a/b/issues/1\``],
    ['an image', '![x](https://tracker.test/p.png)', `\`![x](https:${Z}//tracker.test/p.png)\``],
    ['HTML', '<img src=x onerror=alert(1)></details>', '`<img src=x onerror=alert(1)></details>`'],
    ['a comment that would end ours', '--> <!-- x', '`--> <!-- x`'],
    ['a code span that ends', 'a`b``c', '```a`b``c```'],
    ['backticks at its ends', '`x`', '`` `x` ``'],
    ['only backticks', '```', '` ``` `'],
    ['more lines', 'a\r\n\n# b\u2028c', `\`a #${Z} b c\``],
    ['controls and escapes', 'a\u001b[31mb\u0000', '`a\\u{1b}[31mb\\u{0}`'],
    ['text that is turned around', 'a\u202eb', '`a\\u{202e}b`'],
    ['half a character', 'a\ud800b', '`a\\u{d800}b`'],
    ['letters of any script', 'поправка 修正 🔧', '`поправка 修正 🔧`'],
  ])('shows %s', (_, text, expected) => {
    expect(toInertText(text, 100)).toBe(expected);
  });

  it('cuts between characters', () => {
    expect(toInertText('🔧'.repeat(9), 5)).toBe(`\`${'🔧'.repeat(4)}…\``);
  });
});
