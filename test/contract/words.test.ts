import { describe, expect, it } from 'vitest';
import { CODES } from '../../backend/contract/codes.ts';
import { describeCheck } from '../../backend/contract/describe-check.ts';
import { WORDS, describeCode } from '../../backend/contract/words.ts';
import { checkSchema } from '../../backend/contract/verification.ts';
import { decideVerdict } from '../../backend/core/verdict/decide-verdict.ts';
import { verifiedFacts } from '../fixtures/facts.ts';

describe('when a code is put in words', () => {
  it('has words for every code, and none for anything else', () => {
    expect(Object.keys(WORDS).sort()).toEqual([...CODES].sort());
  });

  it.each(CODES)('says %s in a heading, one sentence, and what to do', (code) => {
    const { title, message, hint } = WORDS[code];
    expect(title).toMatch(/^[^.{}[\]]{3,50}$/);
    expect(message).toMatch(/[.\]]$/);
    expect(hint === '' || /[.…]$/.test(hint)).toBe(true);
    expect(`${title}${message}${hint}`).not.toContain(code.includes('_') ? code : '\u0000');
  });

  it.each(CODES)('leaves no place of the template of %s open when nothing is known', (code) => {
    const { message, hint } = describeCode(code);
    expect(message + hint).not.toMatch(/[{}[\]]/);
    expect(message).toMatch(/\.$/);
  });

  it('has something to do for whatever failed or could not be checked', () => {
    const silent = CODES.filter((code) => WORDS[code].hint === '');
    expect(silent.sort()).toEqual(['no_claim', 'platform_of_signed_index', 'reference_not_in_format']);
  });

  it('gives every code a heading of its own, but for what is the same to a person', () => {
    const titles = CODES.map((code) => WORDS[code].title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('shows commits, digests and times in their short form', () => {
    const { message } = describeCode('pin_superseded', { label: 'a'.repeat(40), 'pinned until': '2026-05-01T00:00:00Z', 'pins behind': '3', 'days behind': '12' });
    expect(message).toContain('aaaaaaa until 2026-05-01');
    expect(message).not.toContain('aaaaaaaa');
  });
});

describe('when a check is put in words', () => {
  const { checks } = decideVerdict(verifiedFacts());

  it.each(checks)('has a sentence for $id when it passed, of values that the check carries', (check) => {
    const { message, hint } = describeCheck({ ...check, code: null });
    expect(message).toMatch(/^[A-Z].+\.$/);
    expect(message).not.toContain('(not known)');
    expect(hint).toBe('');
  });

  it('covers every check of the wire', () => {
    expect(checks.map(({ id }) => id)).toEqual(checkSchema.shape.id.options);
  });

  it('has the words of the code where there is one', () => {
    expect(describeCheck({ id: 'catalog', code: 'catalog_loading', values: {} })).toEqual(describeCode('catalog_loading'));
  });
});
