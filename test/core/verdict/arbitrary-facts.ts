import fc from 'fast-check';
import type { ServerEntry } from '../../../backend/core/pin/server-entry.ts';
import type { SignatureSummary, ValidSignature } from '../../../backend/core/signature/signature.ts';
import type { Binding, CatalogFacts, Facts, Known, RevisionLabel, SubjectFacts } from '../../../backend/core/verdict/facts.ts';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import type { RejectionCode } from '../../../backend/core/signature/signature-code.ts';
import type { GapCode } from '../../../backend/core/gap-code.ts';
import { SAMPLE, entryOf, labelsOf, verifiedFacts } from '../../fixtures/facts.ts';

/** What is proven, most of the time: else no two of a hundred facts would be proven in every step. */
function mostly<T>(value: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: other });
}

/** Few values of each kind, so that they often meet: equal, differing only in case, malformed, missing. */
const gapCode = fc.constantFrom<GapCode>('registry_timeout', 'offline', 'registry_unauthorized', 'catalog_loading', 'manifest_not_found', 'content_digest_differs');
const revision = fc.constantFrom(SAMPLE.current, SAMPLE.current, SAMPLE.current.toUpperCase(), SAMPLE.superseded, SAMPLE.withdrawn, SAMPLE.never, 'main', '', SAMPLE.current.slice(0, 7));
const repository = fc.constantFrom(SAMPLE.repository, SAMPLE.repository, SAMPLE.otherServer, SAMPLE.publisherOwn, parseRepository('docker.io/staging/fetch'));
const digest = fc.constantFrom(SAMPLE.digest, SAMPLE.digest, SAMPLE.index, SAMPLE.otherDigest);
const time = fc.constantFrom('2025-08-01T00:00:00Z', SAMPLE.loggedAt, SAMPLE.fetchedAt, SAMPLE.now, '2027-01-01T00:00:00Z', 'no time');
const detail = fc.constantFrom('', 'why', '\u001b[31m<script>');

function gap<T>(): fc.Arbitrary<Known<T>> {
  return fc.record({ known: fc.constant(false as const), code: gapCode, detail });
}

const binding: fc.Arbitrary<Binding> = fc.oneof(
  fc.constantFrom<Binding>({ state: 'bound' }, { state: 'direct' }),
  fc.constantFrom<Binding>({ state: 'contradicted', code: 'digest_not_of_this_image' }, { state: 'contradicted', code: 'digest_unknown_to_repository' }),
  fc.record({ state: fc.constant('unknown' as const), code: gapCode, detail }),
);

const label = fc.record({ platform: fc.constantFrom(SAMPLE.linux, SAMPLE.arm), value: fc.option(revision, { freq: 8 }) });
const labels: fc.Arbitrary<SubjectFacts['labels']> = fc.oneof(fc.array(label, { maxLength: 2 }).map((value) => ({ known: true as const, value })), gap<readonly RevisionLabel[]>());

/** Label, claim and pin agree most of the time, on a commit that need not be the current one. */
function subjectWith(commit: string): fc.Arbitrary<SubjectFacts> {
  return fc.record({
    repository: mostly(SAMPLE.repository, repository),
    digest: mostly<SubjectFacts['digest']>(SAMPLE.digest, fc.option(digest)),
    binding: mostly<Binding>({ state: 'bound' }, binding),
    labels: mostly(labelsOf(commit), labels),
    signedIndex: fc.option(digest),
  });
}

function validWith(claim: string): fc.Arbitrary<ValidSignature> {
  return fc.record({
    state: fc.constant('valid' as const),
    format: fc.constantFrom('simplesigning' as const, 'bundle' as const),
    location: detail,
    digest: mostly(SAMPLE.digest, digest),
    keyFingerprint: fc.constant('a2V5'),
    keyName: fc.constant('key'),
    loggedAt: mostly<string>(SAMPLE.loggedAt, time),
    logIndex: fc.constant('1'),
    repository: mostly<ValidSignature['repository']>(SAMPLE.repository, fc.option(repository)),
    claim: mostly<string | null>(claim, fc.option(revision)),
  });
}

const rejectionCode = fc.constantFrom<RejectionCode>('signature_key_untrusted', 'signature_type_wrong', 'signature_digest_differs', 'log_entry_invalid');
const rejected = fc.array(fc.record({ state: fc.constant('rejected' as const), location: detail, code: rejectionCode, detail }), { maxLength: 2 });

const unverified: fc.Arbitrary<SignatureSummary> = fc.oneof(
  fc.record({ state: fc.constant('unsigned' as const), locations: fc.array(detail, { maxLength: 1 }) }),
  fc.record({ state: fc.constant('invalid' as const), code: rejectionCode, rejected }),
  fc.record({ state: fc.constant('indeterminate' as const), code: fc.oneof(gapCode, fc.constant('new_key' as const)), detail, rejected, newKeyFingerprint: fc.option(fc.constant('bmV3')) }),
  fc.record({ state: fc.constant('notCheckable' as const), code: fc.constant('digest_unknown' as const) }),
);

function signatureWith(claim: string): fc.Arbitrary<SignatureSummary> {
  const verified = fc.record({ state: fc.constant('verified' as const), signature: validWith(claim), others: fc.array(validWith(claim), { maxLength: 1 }), rejected });
  return fc.oneof({ weight: 7, arbitrary: verified }, { weight: 1, arbitrary: unverified });
}

const sample = verifiedFacts().catalog;
const history = sample.known ? sample.value.history : null;
const removed = history === null ? null : { ...history, intervals: history.intervals.map((interval) => ({ ...interval, until: interval.until ?? SAMPLE.loggedAt })), removedAt: SAMPLE.loggedAt };
const entry = fc.constantFrom<ServerEntry | null>(entryOf(), entryOf(SAMPLE.never), entryOf(null), null).map((value) => ({ known: true as const, value }));

const catalogValue: fc.Arbitrary<CatalogFacts> = fc.record({
  fetchedAt: mostly<string>(SAMPLE.fetchedAt, time),
  entry: mostly<CatalogFacts['entry']>({ known: true, value: entryOf() }, fc.oneof(entry, gap<ServerEntry | null>())),
  history: mostly(history, fc.constantFrom(removed, null, { server: 'fetch', intervals: [], removedAt: null })),
  referencedServer: fc.constantFrom('fetch', 'fetch', 'filesystem', null),
  rewritten: fc.boolean(),
});

const policy = fc.record({
  signedRepositories: fc.constantFrom(['docker.io/mcp/*'], [], ['ghcr.io/**', 'docker.io/mcp/*']),
  catalogMaxAge: mostly(7 * 86_400_000, fc.constantFrom(0, Number.POSITIVE_INFINITY)),
  strictReference: fc.boolean(),
  knownPublishers: fc.constant([]),
});

/** Any facts at all, also such that no adapter would ever put together. */
export const arbitraryFacts: fc.Arbitrary<Facts> = fc.constantFrom(SAMPLE.current, SAMPLE.current, SAMPLE.superseded, SAMPLE.withdrawn, SAMPLE.never).chain((commit) =>
  fc.record({
    subject: subjectWith(commit),
    signature: signatureWith(commit),
    catalog: fc.oneof({ weight: 12, arbitrary: catalogValue.map((value) => ({ known: true as const, value })) }, { weight: 1, arbitrary: gap<CatalogFacts>() }),
    policy,
    now: mostly<string>(SAMPLE.now, time),
  }),
);
