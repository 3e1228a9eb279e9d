import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../../backend/core/json/base64.ts';
import { hasCaseVariants } from '../../../backend/core/json/case-variants.ts';
import { decodeUtf8 } from '../../../backend/core/json/utf8.ts';

describe('when base64 is canonical', () => {
  it.each(['', 'AA==', 'AAA=', 'AAAA', '+/8='])('decodes "%s"', (text) => {
    expect(decodeBase64(text).toString('base64')).toBe(text);
  });
});

describe('when base64 is not canonical', () => {
  it.each([
    ['a line break', 'AAAA\nAAAA'],
    ['a line break at its end', 'AAAA\n'],
    ['a space', ' AAAA'],
    ['junk', 'AA!A'],
    ['no padding', 'AA'],
    ['too much padding', 'AAA=='],
    ['padding inside', 'AA==AAAA'],
    ['the alphabet of URLs', '-_8='],
    ['stray bits', 'AB=='],
    ['one letter', 'A'],
    ['a NUL', 'AAAA\0'],
  ])('refuses %s', (_name, text) => {
    expect(() => decodeBase64(text)).toThrow(expect.objectContaining({ code: 'base64_malformed' }));
  });
});

describe('when bytes are UTF-8', () => {
  it('keeps every character, a byte order mark too', () => {
    expect(decodeUtf8(Buffer.from('\ufeffé😀\0'))).toBe('\ufeffé😀\0');
  });
});

describe('when bytes are not UTF-8', () => {
  it.each([
    ['a lone continuation', [0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a truncated character', [0xf0, 0x9f, 0x98]],
    ['a byte that is never used', [0xff]],
  ])('refuses %s', (_name, bytes) => {
    expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow(expect.objectContaining({ code: 'utf8_malformed' }));
  });
});

describe('when keys differ in letter case alone', () => {
  it.each([
    [{ a: 1, A: 2 }],
    [[{ x: { key: 1, Key: 1 } }]],
    [{ 'docker-manifest-digest': 1, 'docker-manifest-dige\u017ft': 2 }],
    [{ key: 1, '\u212aey': 2 }],
  ])('says so of %j', (value) => {
    expect(hasCaseVariants(value)).toBe(true);
  });

  it.each([[null], [1], ['a'], [[]], [{ a: 1, b: { a: 1 } }], [[{ a: 1 }, { A: 1 }]]])('says no of %j', (value) => {
    expect(hasCaseVariants(value)).toBe(false);
  });
});
