import { describe, expect, it } from 'vitest';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import type { RejectionCode, SignatureGapCode } from '../../../backend/core/signature/signature-code.ts';
import type { RejectedSignature, SignatureGap, UndecidedSignature, ValidSignature } from '../../../backend/core/signature/signature.ts';
import { summarizeSignatures } from '../../../backend/core/signature/summarize-signatures.ts';
import { digest } from './support/signed-world.ts';

const valid = (location: string, change: Partial<ValidSignature> = {}): ValidSignature => ({
  state: 'valid', format: 'simplesigning', location, digest, keyFingerprint: 'f', keyName: 'k', logIndex: '0',
  loggedAt: '2026-05-02T10:00:00.000Z', repository: parseRepository('mcp/thing'), claim: 'abc', ...change,
});
const rejected = (code: RejectionCode, location = 'r'): RejectedSignature => ({ state: 'rejected', location, code, detail: '' });
const undecided = (code: SignatureGapCode, location = 'u', keyFingerprint: string | null = null): UndecidedSignature =>
  ({ state: 'undecided', location, code, detail: 'why', keyFingerprint });
const gap = (code: SignatureGapCode, location = 'g'): SignatureGap => ({ location, code, detail: 'line\nbreak' });
const one = { require: 'one', locations: ['here', 'there'] } as const;
const all = { require: 'all', locations: ['here', 'there'] } as const;

describe('when one valid signature suffices', () => {
  it('lists what was rejected beside it, and ignores gaps', () => {
    const wrong = rejected('signature_key_untrusted');
    expect(summarizeSignatures([wrong, valid('a'), undecided('new_key')], [gap('registry_timeout')], one))
      .toEqual({ state: 'verified', signature: valid('a'), others: [], rejected: [wrong] });
  });

  it.each<readonly [string, readonly ValidSignature[], readonly string[]]>([
    ['the one with a claim', [valid('a', { claim: null }), valid('b')], ['b', 'a']],
    ['the one with a repository', [valid('a', { repository: null }), valid('b')], ['b', 'a']],
    ['the one that was logged last', [valid('a'), valid('b', { loggedAt: '2026-06-01T00:00:00.000Z' })], ['b', 'a']],
    ['the first by location', [valid('b'), valid('c'), valid('a'), valid('a')], ['a', 'a', 'b', 'c']],
  ])('puts %s first', (_name, findings, order) => {
    for (const input of [findings, findings.toReversed()]) {
      const summary = summarizeSignatures(input, [], one);
      expect(summary.state === 'verified' && [summary.signature, ...summary.others].map(({ location }) => location)).toEqual(order);
    }
  });
});

describe('when all signatures must be valid', () => {
  it('is verified when they are', () => {
    expect(summarizeSignatures([valid('a'), valid('b')], [], all)).toMatchObject({ state: 'verified', rejected: [] });
  });

  it.each([
    ['a rejected one', { findings: [valid('a'), rejected('log_entry_missing')], gaps: [] }, { state: 'invalid', code: 'log_entry_missing' }],
    ['an undecided one', { findings: [valid('a'), undecided('signature_format_unsupported')], gaps: [] }, { state: 'indeterminate', code: 'signature_format_unsupported' }],
    ['a gap', { findings: [valid('a')], gaps: [gap('registry_timeout')] }, { state: 'indeterminate', code: 'registry_timeout' }],
    ['a rejected one and a gap', { findings: [rejected('log_untrusted')], gaps: [gap('registry_timeout')] }, { state: 'invalid', code: 'log_untrusted' }],
    ['none', { findings: [], gaps: [] }, { state: 'unsigned' }],
  ] as const)('is not verified with %s', (_name, { findings, gaps }, summary) => {
    expect(summarizeSignatures(findings, gaps, all)).toMatchObject(summary);
  });
});

describe('when valid signatures claim different revisions', () => {
  const conflict = [valid('a'), valid('b', { claim: 'def' }), valid('c', { claim: null })];

  it.each([one, all])('is invalid with %j', (options) => {
    expect(summarizeSignatures(conflict, [gap('offline')], options)).toEqual({
      state: 'invalid',
      code: 'signature_claims_conflict',
      rejected: [{ state: 'rejected', location: 'a, b, c', code: 'signature_claims_conflict', detail: 'abc, def' }],
    });
  });

  it('does not mind letter case, nor a signature without a claim', () => {
    expect(summarizeSignatures([valid('a'), valid('b', { claim: 'ABC' }), valid('c', { claim: null })], [], one).state).toBe('verified');
  });
});

describe('when no signature is valid', () => {
  it('names the most telling contradiction, in any order, whatever else is open', () => {
    const findings = [rejected('signature_malformed'), rejected('signature_digest_differs'), rejected('signature_digest_differs', 'a'), undecided('new_key')];
    for (const input of [findings, findings.toReversed()]) {
      const summary = summarizeSignatures(input, [gap('offline')], one);
      expect(summary).toMatchObject({ state: 'invalid', code: 'signature_digest_differs', rejected: [{ location: 'a' }, { location: 'r' }, { code: 'signature_malformed' }] });
    }
  });

  it.each(['signature_key_untrusted', 'signature_type_wrong'] as const)('is indeterminate with a stranger\'s signature (%s) while a place is unread', (code) => {
    expect(summarizeSignatures([rejected(code)], [gap('registry_timeout')], one)).toMatchObject({ state: 'indeterminate', code: 'registry_timeout', rejected: [{ code }] });
    expect(summarizeSignatures([rejected(code)], [], one)).toMatchObject({ state: 'invalid', code });
    expect(summarizeSignatures([rejected(code), rejected('log_entry_invalid')], [gap('registry_timeout')], one)).toMatchObject({ state: 'invalid', code: 'log_entry_invalid' });
  });

  it('names a new key before any gap', () => {
    expect(summarizeSignatures([undecided('new_key', 'z', 'print')], [gap('offline')], one))
      .toEqual({ state: 'indeterminate', code: 'new_key', detail: 'why', rejected: [], newKeyFingerprint: 'print' });
  });

  it('is indeterminate with a gap, never unsigned', () => {
    expect(summarizeSignatures([], [gap('registry_timeout', 'b'), gap('offline', 'a')], one))
      .toEqual({ state: 'indeterminate', code: 'offline', detail: 'line break', rejected: [], newKeyFingerprint: null });
  });

  it('is unsigned only when nothing was found and nothing is open', () => {
    expect(summarizeSignatures([], [], one)).toEqual({ state: 'unsigned', locations: ['here', 'there'] });
  });
});
