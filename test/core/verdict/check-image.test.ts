import { describe, expect, it } from 'vitest';
import { checkDigest } from '../../../backend/core/verdict/check-digest.ts';
import { checkImage } from '../../../backend/core/verdict/check-image.ts';
import { SAMPLE, signedWith, verifiedFacts } from '../../fixtures/facts.ts';

describe('when the image is bound to its digest', () => {
  it.each([
    ['its content was hashed on the way', { state: 'bound' }],
    ['it was asked for by that digest', { state: 'direct' }],
  ] as const)('passes where %s', (_, binding) => {
    const check = checkImage(verifiedFacts({ subject: { binding } }));
    expect(check).toMatchObject({ id: 'image', state: 'passed', code: null, values: { digest: SAMPLE.digest, repository: 'docker.io/mcp/fetch' } });
  });

  it.each(['digest_not_of_this_image', 'digest_unknown_to_repository'] as const)('fails with %s', (code) => {
    expect(checkImage(verifiedFacts({ subject: { binding: { state: 'contradicted', code } } }))).toMatchObject({ state: 'failed', code });
  });

  it('says why it could not be asked', () => {
    const binding = { state: 'unknown', code: 'registry_timeout', detail: 'after 10 s' } as const;
    expect(checkImage(verifiedFacts({ subject: { binding } }))).toMatchObject({ state: 'unknown', code: 'registry_timeout', values: { detail: 'after 10 s' } });
  });

  it.each([{ state: 'bound' }, { state: 'direct' }, { state: 'unknown', code: 'engine_failed', detail: '' }] as const)('says that there is no digest rather than anything else ($state)', (binding) => {
    const check = checkImage(verifiedFacts({ subject: { digest: null, binding } }));
    expect(check).toMatchObject({ state: 'unknown', code: 'digest_unknown' });
    expect(check.values).not.toHaveProperty('digest');
  });

  it('does not let a missing digest hide a contradiction', () => {
    const binding = { state: 'contradicted', code: 'digest_not_of_this_image' } as const;
    expect(checkImage(verifiedFacts({ subject: { digest: null, binding } })).state).toBe('failed');
  });
});

describe('when the digest is looked at', () => {
  it('is unknown without one', () => {
    expect(checkDigest(verifiedFacts({ subject: { digest: null } }))).toMatchObject({ state: 'unknown', code: 'digest_unknown' });
  });

  it('passes with one', () => {
    expect(checkDigest(verifiedFacts())).toEqual({ id: 'digest', state: 'passed', code: null, values: { digest: SAMPLE.digest } });
  });

  it('says that it was signed with its index', () => {
    const check = checkDigest(verifiedFacts({ subject: { signedIndex: SAMPLE.index }, signature: signedWith({ digest: SAMPLE.index }) }));
    expect(check).toMatchObject({ state: 'passed', code: 'platform_of_signed_index', values: { 'signed index': SAMPLE.index } });
  });

  it.each([
    ['the index is the digest itself', verifiedFacts({ subject: { signedIndex: SAMPLE.digest } })],
    ['no signature holds', verifiedFacts({ subject: { signedIndex: SAMPLE.index }, signature: { state: 'unsigned', locations: [] } })],
  ])('says nothing of an index where %s', (_, facts) => {
    expect(checkDigest(facts)).toMatchObject({ state: 'passed', code: null });
  });
});
