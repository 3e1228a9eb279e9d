import { describe, expect, it } from 'vitest';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { checkReference } from '../../../backend/core/verdict/check-reference.ts';
import { checkSignature } from '../../../backend/core/verdict/check-signature.ts';
import type { Facts } from '../../../backend/core/verdict/facts.ts';
import { referencedRepository } from '../../../backend/core/verdict/referenced-repository.ts';
import type { Check } from '../../../backend/core/verdict/verdict.ts';
import { SAMPLE, signedWith, verifiedFacts } from '../../fixtures/facts.ts';

const UNLISTED = parseRepository('docker.io/staging/fetch');

function check(facts: Facts): Check {
  return checkReference(facts, checkSignature(facts));
}

describe('when the signature names a repository', () => {
  it('passes for the own one, also without any catalog', () => {
    expect(check(verifiedFacts())).toMatchObject({ id: 'reference', state: 'passed', code: null, values: { 'signed for': 'docker.io/mcp/fetch' } });
    const catalogGap = { known: false, code: 'catalog_loading', detail: '' } as const;
    expect(check(verifiedFacts({ catalogGap })).state).toBe('passed');
  });

  it('fails for the image of another server: a genuine image under a false name', () => {
    const facts = verifiedFacts({ signature: signedWith({ repository: SAMPLE.otherServer }), catalog: { referencedServer: 'filesystem' } });
    expect(check(facts)).toMatchObject({
      state: 'failed', code: 'signed_for_other_server', values: { server: 'filesystem', 'signed for': 'docker.io/mcp/filesystem', repository: 'docker.io/mcp/fetch' },
    });
  });

  it('fails for another server also where the image has no server, or the catalog is old', () => {
    const signature = signedWith({ repository: SAMPLE.otherServer });
    const orphan = { referencedServer: 'filesystem', history: null, entry: { known: true, value: null } } as const;
    expect(check(verifiedFacts({ signature, catalog: orphan })).state).toBe('failed');
    expect(check(verifiedFacts({ signature, catalog: { referencedServer: 'filesystem', fetchedAt: '2020-01-01T00:00:00Z' } })).state).toBe('failed');
  });

  it('remarks a former repository of the same server', () => {
    const facts = verifiedFacts({ signature: signedWith({ repository: UNLISTED }), catalog: { referencedServer: 'fetch' } });
    expect(check(facts)).toMatchObject({ state: 'passed', code: 'reference_unknown_repository' });
  });

  it('remarks a repository that the catalog does not know, and fails it on demand', () => {
    const changes = { signature: signedWith({ repository: UNLISTED }), catalog: { referencedServer: null } };
    expect(check(verifiedFacts(changes))).toMatchObject({ state: 'passed', code: 'reference_unknown_repository' });
    expect(check(verifiedFacts({ ...changes, policy: { strictReference: true } }))).toMatchObject({ state: 'failed', code: 'signed_for_unknown_repository' });
  });

  it('cannot judge a foreign repository without a catalog', () => {
    const facts = verifiedFacts({ signature: signedWith({ repository: UNLISTED }), catalogGap: { known: false, code: 'catalog_unavailable', detail: 'no route' } });
    expect(check(facts)).toMatchObject({ state: 'unknown', code: 'catalog_unavailable', values: { detail: 'no route' } });
  });

  it('takes capital letters, ports and other registries for other repositories', () => {
    const facts = verifiedFacts({ signature: signedWith({ repository: parseRepository('registry.corp:5000/mcp/fetch') }), catalog: { referencedServer: null } });
    expect(check(facts).code).toBe('reference_unknown_repository');
  });
});

describe('when the signature names none', () => {
  it('remarks the format', () => {
    expect(check(verifiedFacts({ signature: signedWith({ format: 'bundle', repository: null }) }))).toMatchObject({ state: 'passed', code: 'reference_not_in_format' });
  });

  it.each([
    ['not reached where the namespace is signed', SAMPLE.repository, 'unknown', 'not_reached'],
    ['not applicable where it is not', SAMPLE.publisherOwn, 'notApplicable', 'not_a_signed_namespace'],
  ] as const)('is %s, and there is no signature', (...[, repository, state, code]) => {
    expect(check(verifiedFacts({ signature: { state: 'unsigned', locations: [] }, subject: { repository } }))).toMatchObject({ state, code });
  });
});

describe('when several valid signatures name repositories', () => {
  const own = SAMPLE.repository;

  it.each([
    ['the own one wherever it stands', signedWith({ repository: SAMPLE.otherServer }, [{ repository: own }]), own],
    ['a named one rather than none', signedWith({ repository: null }, [{ repository: SAMPLE.otherServer }]), SAMPLE.otherServer],
    ['none where none is named', signedWith({ repository: null }, [{ repository: null }]), null],
    ['none of signatures that do not hold', { state: 'unsigned', locations: [] } as const, null],
  ])('judges %s', (_, summary, expected) => {
    expect(referencedRepository(summary, own)).toEqual(expected);
  });

  it('does not let a bundle hide that the image was signed for another server', () => {
    const signature = signedWith({ format: 'bundle', repository: null }, [{ repository: SAMPLE.otherServer }]);
    expect(check(verifiedFacts({ signature, catalog: { referencedServer: 'filesystem' } })).code).toBe('signed_for_other_server');
  });
});
