import { describe, expect, it } from 'vitest';
import { checkClaim } from '../../../backend/core/verdict/check-claim.ts';
import { checkSignature } from '../../../backend/core/verdict/check-signature.ts';
import type { Facts } from '../../../backend/core/verdict/facts.ts';
import type { Check } from '../../../backend/core/verdict/verdict.ts';
import { SAMPLE, labelsOf, signedWith, verifiedFacts } from '../../fixtures/facts.ts';

function check(facts: Facts): Check {
  return checkClaim(facts, checkSignature(facts));
}

describe('when the signature claims a revision', () => {
  it.each([
    ['the same', SAMPLE.current, SAMPLE.current],
    ['the same in capitals', SAMPLE.current.toUpperCase(), SAMPLE.current],
    ['the same in a label in capitals', SAMPLE.current, SAMPLE.current.toUpperCase()],
    ['the same that is no commit (which the label then fails for)', 'v1.2.3', 'v1.2.3'],
  ])('passes where the label says %s', (_, claim, label) => {
    const facts = verifiedFacts({ signature: signedWith({ claim }), subject: { labels: labelsOf(label) } });
    expect(check(facts)).toMatchObject({ id: 'claim', state: 'passed', code: null, values: { claim } });
  });

  it.each([
    ['another commit', SAMPLE.never],
    ['a prefix of the label', SAMPLE.current.slice(0, 12)],
    ['the label with a line break', `${SAMPLE.current}\n`],
    ['a branch', 'main'],
    ['nothing, in an empty text', ''],
  ])('fails where it is %s', (_, claim) => {
    expect(check(verifiedFacts({ signature: signedWith({ claim }) }))).toMatchObject({ state: 'failed', code: 'claim_differs_from_label' });
  });

  it('fails where one platform has another label', () => {
    const facts = verifiedFacts({ subject: { labels: labelsOf(SAMPLE.current, SAMPLE.never) } });
    expect(check(facts)).toMatchObject({ state: 'failed', code: 'claim_differs_from_label', values: { claim: SAMPLE.current, label: SAMPLE.never } });
  });

  it('is compared with the labels that are there', () => {
    expect(check(verifiedFacts({ subject: { labels: labelsOf(SAMPLE.current, null) } })).state).toBe('passed');
  });

  it('does not apply where the image has no label at all', () => {
    expect(check(verifiedFacts({ subject: { labels: labelsOf(null) } }))).toMatchObject({ state: 'notApplicable', code: 'no_label' });
  });

  it('is unknown where the labels could not be read', () => {
    const labels = { known: false, code: 'registry_forbidden', detail: '403' } as const;
    expect(check(verifiedFacts({ subject: { labels } }))).toMatchObject({ state: 'unknown', code: 'registry_forbidden', values: { detail: '403' } });
  });
});

describe('when there is no claim', () => {
  it('leaves it to the label', () => {
    expect(check(verifiedFacts({ signature: signedWith({ claim: null }) }))).toMatchObject({ state: 'notApplicable', code: 'no_claim' });
  });

  it('is not reached behind a signature that does not hold', () => {
    const signature = { state: 'invalid', code: 'signature_malformed', rejected: [] } as const;
    expect(check(verifiedFacts({ signature }))).toMatchObject({ state: 'unknown', code: 'not_reached' });
  });

  it('says whose signature it is outside of the signed namespaces', () => {
    const signature = { state: 'invalid', code: 'signature_key_untrusted', rejected: [] } as const;
    expect(check(verifiedFacts({ signature, subject: { repository: SAMPLE.publisherOwn } }))).toMatchObject({ state: 'notApplicable', code: 'signed_by_other_key' });
  });
});
