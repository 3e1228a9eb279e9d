import { describe, expect, it } from 'vitest';
import type { RejectionCode } from '../../../backend/core/signature/signature-code.ts';
import type { SignatureSummary } from '../../../backend/core/signature/signature.ts';
import { checkSignature } from '../../../backend/core/verdict/check-signature.ts';
import { SAMPLE, signedWith, verifiedFacts } from '../../fixtures/facts.ts';

const OUTSIDE = { repository: SAMPLE.publisherOwn };

function rejectedWith(...codes: readonly [RejectionCode, ...RejectionCode[]]): SignatureSummary {
  return { state: 'invalid', code: codes[0], rejected: codes.map((code) => ({ state: 'rejected', location: `place of ${code}`, code, detail: `why ${code}` })) };
}

describe('when a trusted key signed', () => {
  it('passes over the digest itself', () => {
    expect(checkSignature(verifiedFacts())).toMatchObject({
      state: 'passed', code: null, values: { key: 'Docker MCP key', 'logged at': SAMPLE.loggedAt, 'log index': '1016', format: 'simplesigning' },
    });
  });

  it('passes over the signed index that lists the digest', () => {
    const facts = verifiedFacts({ subject: { signedIndex: SAMPLE.index }, signature: signedWith({ digest: SAMPLE.index }) });
    expect(checkSignature(facts)).toMatchObject({ state: 'passed', code: null });
  });

  it.each([
    ['another digest', null],
    ['neither the digest nor its index', SAMPLE.index],
  ])('fails over %s', (_, signedIndex) => {
    const facts = verifiedFacts({ subject: { signedIndex }, signature: signedWith({ digest: SAMPLE.otherDigest }) });
    expect(checkSignature(facts)).toMatchObject({ state: 'failed', code: 'signature_digest_differs' });
  });

  it('is unknown where there is no digest to compare with', () => {
    expect(checkSignature(verifiedFacts({ subject: { digest: null } }))).toMatchObject({ state: 'unknown', code: 'digest_unknown' });
  });

  it('tells how many others were rejected', () => {
    const signature = { ...signedWith(), rejected: [{ state: 'rejected', location: 'x', code: 'signature_malformed', detail: '' }] } as SignatureSummary;
    expect(checkSignature(verifiedFacts({ signature })).values).toMatchObject({ 'rejected signatures': '1' });
  });
});

describe('when nothing is signed', () => {
  const signature: SignatureSummary = { state: 'unsigned', locations: ['docker.io/mcp/signatures', 'docker.io/mcp/fetch'] };

  it('fails in a namespace that is always signed', () => {
    expect(checkSignature(verifiedFacts({ signature }))).toMatchObject({
      state: 'failed', code: 'unsigned_in_signed_namespace', values: { locations: 'docker.io/mcp/signatures, docker.io/mcp/fetch' },
    });
  });

  it('does not apply anywhere else', () => {
    expect(checkSignature(verifiedFacts({ signature, subject: OUTSIDE }))).toMatchObject({ state: 'notApplicable', code: 'not_a_signed_namespace' });
  });
});

describe('when every signature is rejected', () => {
  it.each(['signature_digest_differs', 'signature_cryptography_invalid', 'signature_key_expired', 'log_entry_invalid', 'signature_claims_conflict'] as const)(
    'fails with %s in any namespace',
    (code) => {
      expect(checkSignature(verifiedFacts({ signature: rejectedWith(code) }))).toMatchObject({ state: 'failed', code, values: { detail: `why ${code}` } });
      expect(checkSignature(verifiedFacts({ signature: rejectedWith(code), subject: OUTSIDE }))).toMatchObject({ state: 'failed', code });
    },
  );

  it.each(['signature_key_untrusted', 'signature_type_wrong', 'log_entry_missing'] as const)('takes %s for the work of others outside of the signed namespaces alone', (code) => {
    expect(checkSignature(verifiedFacts({ signature: rejectedWith(code) }))).toMatchObject({ state: 'failed', code });
    expect(checkSignature(verifiedFacts({ signature: rejectedWith(code), subject: OUTSIDE }))).toMatchObject({ state: 'notApplicable', code: 'signed_by_other_key' });
  });

  it('fails where one of several contradicts', () => {
    const signature = rejectedWith('signature_key_untrusted', 'signature_digest_differs');
    expect(checkSignature(verifiedFacts({ signature, subject: OUTSIDE }))).toMatchObject({ state: 'failed' });
  });

  it('keeps its code where the summary lists no signature', () => {
    const signature: SignatureSummary = { state: 'invalid', code: 'signature_malformed', rejected: [] };
    expect(checkSignature(verifiedFacts({ signature }))).toEqual({ id: 'signature', state: 'failed', code: 'signature_malformed', values: {} });
  });
});

describe('when signatures could not be read or judged', () => {
  it.each(['registry_unauthorized', 'registry_rate_limited', 'registry_unavailable', 'registry_timeout', 'registry_bad_answer', 'offline', 'signature_format_unsupported'] as const)(
    'is unknown with %s, and never unsigned',
    (code) => {
      const signature: SignatureSummary = { state: 'indeterminate', code, detail: 'why', rejected: [], newKeyFingerprint: null };
      expect(checkSignature(verifiedFacts({ signature }))).toMatchObject({ state: 'unknown', code, values: { detail: 'why' } });
      expect(checkSignature(verifiedFacts({ signature, subject: OUTSIDE }))).toMatchObject({ state: 'unknown', code });
    },
  );

  it('names the key that nobody accepted yet', () => {
    const signature: SignatureSummary = { state: 'indeterminate', code: 'new_key', detail: '', rejected: [], newKeyFingerprint: 'bmV3' };
    expect(checkSignature(verifiedFacts({ signature }))).toMatchObject({ state: 'unknown', code: 'new_key', values: { 'key fingerprint': 'bmV3' } });
  });

  it('is unknown where there is nothing to look up', () => {
    expect(checkSignature(verifiedFacts({ signature: { state: 'notCheckable', code: 'digest_unknown' } }))).toMatchObject({ state: 'unknown', code: 'digest_unknown' });
  });
});

describe('when namespaces are configured', () => {
  const unsigned: SignatureSummary = { state: 'unsigned', locations: [] };

  it.each([
    [['ghcr.io/acme/*'], 'failed'],
    [['docker.io/mcp/*', 'ghcr.io/acme/thing'], 'failed'],
    [['ghcr.io/acm/*'], 'notApplicable'],
    [[], 'notApplicable'],
  ])('goes by %j', (signedRepositories, state) => {
    expect(checkSignature(verifiedFacts({ signature: unsigned, subject: OUTSIDE, policy: { signedRepositories } })).state).toBe(state);
  });
});
