import { describe, expect, it } from 'vitest';
import { signedClaim, statedCommit } from '../../../backend/core/verdict/stated-commit.ts';
import { SAMPLE, labelsOf, signedWith, verifiedFacts } from '../../fixtures/facts.ts';

describe('when the commit that an image states is looked for', () => {
  it('takes what the labels agree on', () => {
    expect(statedCommit(verifiedFacts({ subject: { labels: labelsOf(SAMPLE.current.toUpperCase()) } }))).toBe(SAMPLE.current);
  });

  it('takes the signed claim where the labels could not be read', () => {
    const labels = { known: false, code: 'registry_timeout', detail: '' } as const;
    expect(statedCommit(verifiedFacts({ subject: { labels }, signature: signedWith({ claim: SAMPLE.never }) }))).toBe(SAMPLE.never);
    expect(statedCommit(verifiedFacts({ subject: { labels }, signature: signedWith({ claim: 'main' }) }))).toBeNull();
    expect(statedCommit(verifiedFacts({ subject: { labels }, signature: { state: 'unsigned', locations: [] } }))).toBeNull();
  });

  it('takes nothing where the image is silent, whatever the signature claims', () => {
    expect(statedCommit(verifiedFacts({ subject: { labels: labelsOf(null) } }))).toBeNull();
  });

  it('takes no claim from a signature that does not hold', () => {
    expect(signedClaim(verifiedFacts({ signature: { state: 'unsigned', locations: [] } }))).toBeNull();
    expect(signedClaim(verifiedFacts())).toBe(SAMPLE.current);
  });
});
