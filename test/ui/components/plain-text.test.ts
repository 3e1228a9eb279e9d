import { describe, expect, it } from 'vitest';
import { MAX_SHOWN_CHARACTERS, toPlainText } from '../../../ui/src/components/text/plain-text.ts';

describe('when text from outside is shown', () => {
  it.each([
    ['plain words', 'mcp/github', 'mcp/github'],
    ['other scripts', 'サーバー Ünï 服务器 שרת', 'サーバー Ünï 服务器 שרת'],
    ['line breaks and tabs', 'a\r\n\tb', 'a b'],
    ['a terminal escape', '\u001b[31mred', '⟨U+001B⟩[31mred'],
    ['a reversed end of a name', 'exe\u202etxt', 'exe⟨U+202E⟩txt'],
    ['a directional isolate', 'a\u2066b\u2069', 'a⟨U+2066⟩b⟨U+2069⟩'],
    ['a zero-width space in a host', 'dock\u200ber.io', 'dock⟨U+200B⟩er.io'],
    ['an Arabic letter mark', '\u061cx', '⟨U+061C⟩x'],
    ['a NUL', 'a\0b', 'a⟨U+0000⟩b'],
    ['invisible tag characters', '\u{E0041}', '⟨U+E0041⟩'],
    ['a byte order mark', '\uFEFFx', '⟨U+FEFF⟩x'],
    ['a Hangul filler', 'a\u3164b', 'a⟨U+3164⟩b'],
    ['a C1 control', 'a\u0085b', 'a⟨U+0085⟩b'],
  ])('neutralises %s', (_reason, text, shown) => {
    expect(toPlainText(text)).toBe(shown);
  });

  it('cuts a label of a megabyte', () => {
    expect(toPlainText('x'.repeat(1_000_000))).toHaveLength(MAX_SHOWN_CHARACTERS + 1);
  });

  it('does not cut a character in two', () => {
    expect(toPlainText('ab😀cd', 3)).toBe('ab…');
  });
});
