import { describe, expect, it } from 'vitest';
import { digestHex, isDigest, parseDigest } from '../../../backend/core/image/digest.ts';
import { codeOf } from './code-of.ts';

const HEX = '0123456789abcdef'.repeat(4);

describe('when a digest is parsed', () => {
  it('reads the canonical form', () => {
    const digest = parseDigest(`sha256:${HEX}`);
    expect(digest).toBe(`sha256:${HEX}`);
    expect(digestHex(digest)).toBe(HEX);
  });

  it.each([
    ['nothing', ''],
    ['no algorithm', HEX],
    ['too short', `sha256:${HEX.slice(1)}`],
    ['too long', `sha256:${HEX}0`],
    ['upper-case hex', `sha256:${HEX.toUpperCase()}`],
    ['upper-case algorithm', `SHA256:${HEX}`],
    ['another algorithm', `sha512:${HEX}${HEX}`],
    ['no hexadecimal digit', `sha256:g${HEX.slice(1)}`],
    ['a line break behind', `sha256:${HEX}\n`],
    ['a space in front', ` sha256:${HEX}`],
  ])('refuses: %s', (_name, text) => {
    expect(isDigest(text)).toBe(false);
    expect(codeOf(() => parseDigest(text))).toBe('digest_malformed');
  });
});
