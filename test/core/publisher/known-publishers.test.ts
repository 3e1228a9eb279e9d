import { describe, expect, it } from 'vitest';
import { KNOWN_PUBLISHERS } from '../../../backend/core/publisher/known-publishers.ts';
import { findKnownPublisher, mergeKnownPublishers } from '../../../backend/core/publisher/merge-known-publishers.ts';
import { ownerOf } from '../../../backend/core/publisher/owner-of.ts';

const OWN = { owner: 'github.com/Docker', name: 'Our Docker', evidence: 'asked by telephone' };

describe('when the built-in list is read', () => {
  it('names every owner once, in the form in which owners are told', () => {
    const owners = KNOWN_PUBLISHERS.map(({ owner }) => owner);
    expect(new Set(owners).size).toBe(owners.length);
    for (const owner of owners) expect(ownerOf(`https://${owner}/x`)).toBe(owner);
  });

  it('gives evidence that a person can check', () => {
    for (const { name, evidence } of KNOWN_PUBLISHERS) {
      expect(name).not.toBe('');
      expect(evidence).toMatch(/^the GitHub account of .+, maker of .+; on \d{4}-\d{2}-\d{2} the source of (one server|\d+ servers) of the catalog \((for example )?".+"\)\.$/);
    }
  });

  it('counts one server and several', () => {
    expect(findKnownPublisher(KNOWN_PUBLISHERS, 'github.com/stripe')?.evidence).toContain('one server of');
    expect(findKnownPublisher(KNOWN_PUBLISHERS, 'github.com/awslabs')?.evidence).toContain('35 servers of');
  });
});

describe('when a person adds to the list', () => {
  const merged = mergeKnownPublishers(KNOWN_PUBLISHERS, [OWN, { owner: 'gitlab.com/acme', name: 'Acme', evidence: 'ours' }]);

  it("prefers the person's own entry, in any case of letters", () => {
    expect(findKnownPublisher(merged, 'github.com/docker')).toEqual({ ...OWN, owner: 'github.com/docker' });
    expect(merged).toHaveLength(KNOWN_PUBLISHERS.length + 1);
  });

  it('keeps the others', () => {
    expect(findKnownPublisher(merged, 'github.com/stripe')?.name).toBe('Stripe');
    expect(findKnownPublisher(merged, 'GITLAB.com/Acme')?.name).toBe('Acme');
    expect(findKnownPublisher(merged, 'github.com/nobody')).toBeNull();
  });

  it('takes the last of several where the list was not merged', () => {
    expect(findKnownPublisher([...KNOWN_PUBLISHERS, OWN], 'github.com/docker')?.name).toBe('Our Docker');
  });
});
