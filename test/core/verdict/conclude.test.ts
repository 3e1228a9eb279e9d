import { describe, expect, it } from 'vitest';
import { failed, notApplicable, passed, unknown } from '../../../backend/core/verdict/check.ts';
import { conclude } from '../../../backend/core/verdict/conclude.ts';
import type { Check, CheckId } from '../../../backend/core/verdict/verdict.ts';

const IDS: readonly CheckId[] = ['image', 'digest', 'signature', 'reference', 'claim', 'label', 'catalog', 'entry', 'pin'];

/** All steps passed, but for those given. */
function chain(...changes: readonly Check[]): readonly Check[] {
  return IDS.map((id) => changes.find((check) => check.id === id) ?? passed(id, {}));
}

describe('when every step is proven', () => {
  it('is verified', () => {
    expect(conclude(chain())).toEqual({ verdict: 'verified', code: null });
  });

  it.each([
    ['a platform of a signed index', passed('digest', {}, 'platform_of_signed_index')],
    ['a bundle that names no repository', passed('reference', {}, 'reference_not_in_format')],
    ['a repository that the catalog does not know', passed('reference', {}, 'reference_unknown_repository')],
    ['no claim beside the label', notApplicable('claim', 'no_claim', {})],
  ])('is verified with %s', (_, check) => {
    expect(conclude(chain(check)).verdict).toBe('verified');
  });

  it.each(['pin_superseded', 'pin_withdrawn'] as const)('is outdated with %s, also of a server that was removed', (code) => {
    expect(conclude(chain(passed('pin', {}, code)))).toEqual({ verdict: 'outdated', code });
    expect(conclude(chain(passed('entry', {}, 'entry_removed'), passed('pin', {}, code)))).toEqual({ verdict: 'outdated', code });
  });
});

describe('when a step is not on the list of proofs', () => {
  it.each(IDS)('is not verified where %s does not apply', (id) => {
    expect(conclude(chain(notApplicable(id, 'not_in_catalog', {})))).toEqual({ verdict: 'unverified', code: 'not_in_catalog' });
  });

  it.each(IDS)('is not verified where %s passed with a remark that proves nothing there', (id) => {
    expect(conclude(chain(passed(id, {}, 'declared_only'))).verdict).toBe('unverified');
    expect(conclude(chain(passed(id, {}, 'no_claim'))).verdict).toBe('unverified');
  });

  it.each(IDS)('is not verified where %s is missing', (id) => {
    expect(conclude(chain().filter((check) => check.id !== id))).toEqual({ verdict: 'unverified', code: null });
  });

  it('is not verified by a second check that passed', () => {
    expect(conclude([...chain(), notApplicable('signature', 'not_a_signed_namespace', {})]).verdict).toBe('unverified');
  });

  it('does not call a current pin of a removed server verified', () => {
    expect(conclude(chain(passed('entry', {}, 'entry_removed')))).toEqual({ verdict: 'unverified', code: 'entry_removed' });
  });

  it('proves nothing without any check', () => {
    expect(conclude([])).toEqual({ verdict: 'unverified', code: null });
  });

  it('says that a pin is declared before it says why it is not proven', () => {
    const checks = chain(notApplicable('signature', 'not_a_signed_namespace', {}), notApplicable('pin', 'declared_only', {}));
    expect(conclude(checks)).toEqual({ verdict: 'unverified', code: 'declared_only' });
  });
});

describe('when steps fail or are unknown', () => {
  it.each(IDS)('is a mismatch where %s failed, whatever could not be checked', (id) => {
    const gaps = IDS.filter((other) => other !== id).map((other) => unknown(other, 'registry_timeout', {}));
    expect(conclude(chain(failed(id, 'label_missing', {}), ...gaps))).toEqual({ verdict: 'mismatch', code: 'label_missing' });
  });

  it.each(IDS)('is indeterminate where %s is unknown, whatever else passed', (id) => {
    expect(conclude(chain(unknown(id, 'registry_timeout', {})))).toEqual({ verdict: 'indeterminate', code: 'registry_timeout' });
  });

  it('takes the first of several contradictions, and the first of several gaps', () => {
    expect(conclude(chain(failed('claim', 'claim_differs_from_label', {}), failed('pin', 'revision_never_pinned', {}))).code).toBe('claim_differs_from_label');
    expect(conclude(chain(unknown('signature', 'offline', {}), unknown('pin', 'not_reached', {}))).code).toBe('offline');
  });
});
