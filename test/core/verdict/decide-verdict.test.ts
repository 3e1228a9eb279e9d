import { describe, expect, it } from 'vitest';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import type { SignatureSummary } from '../../../backend/core/signature/signature.ts';
import { decideVerdict } from '../../../backend/core/verdict/decide-verdict.ts';
import type { Facts } from '../../../backend/core/verdict/facts.ts';
import type { Verdict } from '../../../backend/core/verdict/verdict.ts';
import { SAMPLE, entryOf, labelsOf, signedWith, verifiedFacts, type FactChanges } from '../../fixtures/facts.ts';

const UNSIGNED: SignatureSummary = { state: 'unsigned', locations: [] };
const OTHER_KEY: SignatureSummary = { state: 'invalid', code: 'signature_key_untrusted', rejected: [] };
const TRANSPLANTED: SignatureSummary = { state: 'invalid', code: 'signature_digest_differs', rejected: [] };
const TIMEOUT = { known: false, code: 'registry_timeout', detail: '' } as const;
const OLD = { fetchedAt: '2026-04-01T00:00:00Z' };
const NOT_LISTED = { entry: { known: true, value: null }, history: null, referencedServer: null } as const;
const UNPINNED = { entry: { known: true, value: entryOf(null) }, history: null } as const;

function unread(code: 'registry_unauthorized' | 'registry_rate_limited' | 'registry_unavailable' | 'registry_timeout' | 'offline' | 'new_key'): SignatureSummary {
  return { state: 'indeterminate', code, detail: '', rejected: [], newKeyFingerprint: null };
}

function built(commit: string, more: FactChanges = {}): Facts {
  return verifiedFacts({ signature: signedWith({ claim: commit }), ...more, subject: { labels: labelsOf(commit), ...more.subject } });
}

function own(label: string | null, more: FactChanges = {}): Facts {
  return verifiedFacts({ signature: UNSIGNED, ...more, subject: { repository: SAMPLE.publisherOwn, labels: labelsOf(label), ...more.subject } });
}

type Row = readonly [name: string, facts: Facts, verdict: Verdict, code: string | null];

const PROVEN: readonly Row[] = [
  ['everything fits', verifiedFacts(), 'verified', null],
  ['verified straight from the registry', verifiedFacts({ subject: { binding: { state: 'direct' } } }), 'verified', null],
  ['the label counts where nothing is claimed', verifiedFacts({ signature: signedWith({ claim: null }) }), 'verified', null],
  ['a bundle, signed with its index', verifiedFacts({ subject: { signedIndex: SAMPLE.index }, signature: signedWith({ digest: SAMPLE.index, repository: null, format: 'bundle' }) }), 'verified', null],
  ['two platforms that agree', verifiedFacts({ subject: { labels: labelsOf(SAMPLE.current, SAMPLE.current.toUpperCase()) } }), 'verified', null],
  ['logged before the first pin, and pinned since', verifiedFacts({ signature: signedWith({ loggedAt: '2025-08-01T00:00:00Z' }) }), 'verified', null],
  ['a publisher whose key is trusted', verifiedFacts({ subject: { repository: SAMPLE.publisherOwn }, signature: signedWith({ repository: SAMPLE.publisherOwn }) }), 'verified', null],
  ['a superseded pin', built(SAMPLE.superseded), 'outdated', 'pin_superseded'],
  ['a withdrawn pin', built(SAMPLE.withdrawn), 'outdated', 'pin_withdrawn'],
  [
    'the last pin of a server that was removed',
    verifiedFacts({
      catalog: { entry: { known: true, value: null } },
      history: { removedAt: '2026-05-09T00:00:00Z', intervals: [{ project: SAMPLE.project, commit: SAMPLE.current, from: SAMPLE.currentSince, until: '2026-05-09T00:00:00Z' }] },
    }),
    'outdated', 'pin_withdrawn',
  ],
];

const UNPROVEN: readonly Row[] = [
  ["a publisher's own image, not in the catalog", own(null, { catalog: NOT_LISTED }), 'unverified', 'not_a_signed_namespace'],
  ["a publisher's own image whose label equals the pin", own(SAMPLE.current), 'unverified', 'declared_only'],
  ["a publisher's own image whose label equals a former pin", own(SAMPLE.withdrawn), 'unverified', 'declared_only'],
  ["a publisher's own image of an unpinned commit", own(SAMPLE.never), 'unverified', 'not_a_signed_namespace'],
  ["a publisher's own image with a version for a label", own('v1.2.3'), 'unverified', 'not_a_signed_namespace'],
  ["a publisher's own signature", own(SAMPLE.never, { signature: OTHER_KEY }), 'unverified', 'signed_by_other_key'],
  ['signed, but in no catalog', verifiedFacts({ catalog: NOT_LISTED }), 'unverified', 'not_in_catalog'],
  ['signed, of a server without pins', verifiedFacts({ catalog: UNPINNED }), 'unverified', 'server_without_pins'],
  ['signed before the first pin', built(SAMPLE.never, { signature: signedWith({ claim: SAMPLE.never, loggedAt: '2025-08-01T00:00:00Z' }) }), 'unverified', 'before_pinning'],
  ['signed by a trusted key, without label, where none is demanded', own(null, { signature: signedWith({ repository: SAMPLE.publisherOwn }) }), 'unverified', 'no_label'],
];

const CONTRADICTED: readonly Row[] = [
  ['other content than the registry has', verifiedFacts({ subject: { binding: { state: 'contradicted', code: 'digest_not_of_this_image' } } }), 'mismatch', 'digest_not_of_this_image'],
  ['a name that was made up on this machine', verifiedFacts({ subject: { binding: { state: 'contradicted', code: 'digest_unknown_to_repository' } } }), 'mismatch', 'digest_unknown_to_repository'],
  ['unsigned where all is signed', verifiedFacts({ signature: UNSIGNED }), 'mismatch', 'unsigned_in_signed_namespace'],
  ['unsigned where all is signed, in no catalog', verifiedFacts({ signature: UNSIGNED, catalog: NOT_LISTED }), 'mismatch', 'unsigned_in_signed_namespace'],
  ['signed by a stranger where Docker signs', verifiedFacts({ signature: OTHER_KEY }), 'mismatch', 'signature_key_untrusted'],
  ["another image's signature", verifiedFacts({ signature: TRANSPLANTED }), 'mismatch', 'signature_digest_differs'],
  ["another image's signature outside of the signed namespaces", own(null, { signature: TRANSPLANTED }), 'mismatch', 'signature_digest_differs'],
  ['signed for another server', verifiedFacts({ signature: signedWith({ repository: SAMPLE.otherServer }), catalog: { referencedServer: 'filesystem' } }), 'mismatch', 'signed_for_other_server'],
  [
    'signed for an unknown repository, strictly',
    verifiedFacts({ signature: signedWith({ repository: parseRepository('docker.io/staging/fetch') }), catalog: { referencedServer: null }, policy: { strictReference: true } }),
    'mismatch', 'signed_for_unknown_repository',
  ],
  ['claim and label differ', verifiedFacts({ signature: signedWith({ claim: SAMPLE.superseded }) }), 'mismatch', 'claim_differs_from_label'],
  ['no label', verifiedFacts({ subject: { labels: labelsOf(null) } }), 'mismatch', 'label_missing'],
  ['a short label', verifiedFacts({ signature: signedWith({ claim: null }), subject: { labels: labelsOf(SAMPLE.current.slice(0, 12)) } }), 'mismatch', 'label_malformed'],
  ['labels that differ', verifiedFacts({ signature: signedWith({ claim: null }), subject: { labels: labelsOf(SAMPLE.current, SAMPLE.never) } }), 'mismatch', 'labels_differ_between_platforms'],
  ['a commit that was never pinned', built(SAMPLE.never), 'mismatch', 'revision_never_pinned'],
];

const UNCHECKED: readonly Row[] = [
  ['no digest', verifiedFacts({ subject: { digest: null, binding: { state: 'unknown', code: 'image_not_found', detail: '' } }, signature: { state: 'notCheckable', code: 'digest_unknown' } }), 'indeterminate', 'digest_unknown'],
  ['no answer when binding', verifiedFacts({ subject: { binding: { state: 'unknown', code: 'registry_timeout', detail: '' } } }), 'indeterminate', 'registry_timeout'],
  ['a sign-in is needed', verifiedFacts({ signature: unread('registry_unauthorized') }), 'indeterminate', 'registry_unauthorized'],
  ['too many requests', verifiedFacts({ signature: unread('registry_rate_limited') }), 'indeterminate', 'registry_rate_limited'],
  ['the registry is out of order', verifiedFacts({ signature: unread('registry_unavailable') }), 'indeterminate', 'registry_unavailable'],
  ['a key that nobody accepted yet', verifiedFacts({ signature: unread('new_key') }), 'indeterminate', 'new_key'],
  ['the label could not be read', verifiedFacts({ subject: { labels: TIMEOUT } }), 'indeterminate', 'registry_timeout'],
  ['the catalog is away', verifiedFacts({ catalogGap: { known: false, code: 'catalog_unavailable', detail: '' } }), 'indeterminate', 'catalog_unavailable'],
  ['the catalog is loading', verifiedFacts({ catalogGap: { known: false, code: 'catalog_loading', detail: '' } }), 'indeterminate', 'catalog_loading'],
  ['the catalog is too old', verifiedFacts({ catalog: OLD }), 'indeterminate', 'catalog_too_old'],
  ['the catalog is too old for an outdated image too', built(SAMPLE.superseded, { catalog: OLD }), 'indeterminate', 'catalog_too_old'],
  ['the catalog was rewritten and has grown old', verifiedFacts({ catalog: { ...OLD, rewritten: true } }), 'indeterminate', 'catalog_rewritten'],
  ['the catalog is older than the signature', built(SAMPLE.never, { catalog: { fetchedAt: '2026-05-05T00:00:00Z' }, signature: signedWith({ claim: SAMPLE.never, loggedAt: '2026-05-06T00:00:00Z' }) }), 'indeterminate', 'catalog_older_than_image'],
  ['the entry cannot be read', verifiedFacts({ catalog: { entry: { known: false, code: 'catalog_unavailable', detail: '' } } }), 'indeterminate', 'entry_unreadable'],
  ["a publisher's own image whose signatures could not be looked for", own(SAMPLE.current, { signature: unread('offline') }), 'indeterminate', 'offline'],
];

const BOTH: readonly Row[] = [
  ['unsigned, and no catalog', verifiedFacts({ signature: UNSIGNED, catalogGap: { known: false, code: 'catalog_unavailable', detail: '' } }), 'mismatch', 'unsigned_in_signed_namespace'],
  ['never pinned, and the label could not be read', built(SAMPLE.never, { subject: { labels: TIMEOUT } }), 'mismatch', 'revision_never_pinned'],
  ['never pinned, and the binding is open', built(SAMPLE.never, { subject: { binding: { state: 'unknown', code: 'offline', detail: '' } } }), 'mismatch', 'revision_never_pinned'],
  ['another server, on a catalog that is too old', verifiedFacts({ signature: signedWith({ repository: SAMPLE.otherServer }), catalog: { ...OLD, referencedServer: 'filesystem' } }), 'mismatch', 'signed_for_other_server'],
  ['labels differ, and the registry is away', verifiedFacts({ signature: unread('registry_timeout'), subject: { labels: labelsOf('a', 'b') } }), 'mismatch', 'labels_differ_between_platforms'],
];

describe('when a verdict is decided', () => {
  describe.each([
    ['everything is proven', PROVEN],
    ['nothing contradicts and nothing proves', UNPROVEN],
    ['something contradicts', CONTRADICTED],
    ['something could not be checked', UNCHECKED],
    ['a contradiction meets a gap', BOTH],
  ] as const)('and %s', (_, rows) => {
    it.each(rows)('%s', (...[, facts, verdict, code]) => {
      expect(decideVerdict(facts)).toMatchObject({ verdict, code });
    });
  });

  it('lists the nine steps in the order of the chain', () => {
    expect(decideVerdict(verifiedFacts()).checks.map(({ id }) => id)).toEqual(['image', 'digest', 'signature', 'reference', 'claim', 'label', 'catalog', 'entry', 'pin']);
  });
});

describe('when the rest of a decision is told', () => {
  it('carries revision, pin, signature and publisher', () => {
    const facts = verifiedFacts();
    expect(decideVerdict(facts)).toMatchObject({
      revision: { label: SAMPLE.current, claim: SAMPLE.current, pin: SAMPLE.current },
      pin: { state: 'current' },
      signature: facts.signature,
      publisher: { level: 'community', name: 'github.com/modelcontextprotocol', builtBy: 'docker' },
    });
  });

  it('tells nothing that it does not know', () => {
    const facts = verifiedFacts({ signature: UNSIGNED, subject: { labels: TIMEOUT }, catalogGap: { known: false, code: 'catalog_loading', detail: '' } });
    expect(decideVerdict(facts)).toMatchObject({ revision: { label: null, claim: null, pin: null }, pin: { state: 'none' }, publisher: { level: 'unknown', name: null } });
  });

  it('takes no publisher from an entry that cannot be read', () => {
    const entry = { known: false, code: 'catalog_unavailable', detail: '' } as const;
    expect(decideVerdict(verifiedFacts({ catalog: { entry } }))).toMatchObject({ revision: { pin: null }, publisher: { level: 'unknown' } });
  });

  it('says "never" only where the check could say it', () => {
    expect(decideVerdict(built(SAMPLE.never)).pin.state).toBe('never');
    expect(decideVerdict(own(SAMPLE.never)).pin.state).toBe('never');
    expect(decideVerdict(built(SAMPLE.never, { catalog: { fetchedAt: SAMPLE.loggedAt } })).pin.state).toBe('none');
    expect(decideVerdict(built(SAMPLE.superseded, { signature: unread('offline') })).pin.state).toBe('former');
    const early = signedWith({ claim: SAMPLE.never, loggedAt: '2025-08-01T00:00:00Z' });
    expect(decideVerdict(built(SAMPLE.never, { signature: early })).pin.state).toBe('none');
  });

  it('cuts a label of one megabyte', () => {
    const { revision } = decideVerdict(verifiedFacts({ subject: { labels: labelsOf('x'.repeat(1_000_000)) }, signature: signedWith({ claim: null }) }));
    expect(revision.label?.length).toBeLessThanOrEqual(200);
    expect(revision.claim).toBeNull();
  });
});
