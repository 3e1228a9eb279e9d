import type { Digest } from '../../core/image/digest.ts';
import { formatRepository } from '../../core/image/repository.ts';
import type { SignatureSummary } from '../../core/signature/signature.ts';
import type { SignatureTrust } from '../../core/signature/trust.ts';
import { isSignedRepository } from '../verify/is-signed-repository.ts';
import type { Subject } from '../verify/subject.ts';
import type { World } from '../world.ts';
import { collectSignatures } from './collect-signatures.ts';
import { findSignedIndex } from './find-signed-index.ts';
import { factKey, remember, type Lifetime, type Remembered } from './remember.ts';
import { signatureFactSchema, type SignatureFact } from './fact-schemas.ts';

const RECHECK_AFTER = { milliseconds: 60 * 60 * 1000 };

/** Stored facts are used unless they may have changed: unsigned and invalid ones expire, outages are never stored. */
export async function establishSignature(world: World, subject: Subject, signal: AbortSignal): Promise<Remembered<SignatureFact>> {
  const { digest } = subject;
  const now = world.clock();
  if (digest === null) {
    return { value: { summary: { state: 'notCheckable', code: 'digest_unknown' }, signedIndex: null }, establishedAt: now };
  }
  return remember({
    store: isOfLayout(subject) ? null : world.store,
    key: factKey('signature', [
      formatRepository(subject.repository), digest, formatRepository(world.signatureRepository),
      ...world.policy.signedRepositories, world.trust.fingerprint,
    ]),
    schema: signatureFactSchema,
    lifetime: signatureLifetime,
    load: () => loadSignature(world, { subject, digest }, signal),
    now,
  });
}

/** What a layout lacks its registry may have, and the other way round: neither answers for the other. */
function isOfLayout(subject: Subject): boolean {
  return subject.kind === 'remote' && subject.origin === 'layout';
}

function signatureLifetime({ summary }: SignatureFact): Lifetime {
  switch (summary.state) {
    case 'verified':
      return 'forever';
    case 'unsigned':
    case 'invalid':
      return RECHECK_AFTER;
    case 'indeterminate':
    case 'notCheckable':
      return 'never';
  }
}

interface DigestSubject {
  readonly subject: Subject;
  readonly digest: Digest;
}

async function loadSignature(world: World, { subject, digest }: DigestSubject, signal: AbortSignal): Promise<SignatureFact> {
  const search = { world, subject, signal };
  const direct = await searchWithNewKeys(search, digest);
  if (direct.state !== 'unsigned' || !isSignedRepository(world.policy, subject.repository)) return { summary: direct, signedIndex: null };
  const index = await findSignedIndex({ subject, digest, signal });
  if (!index.known) {
    return { summary: { state: 'indeterminate', code: index.code, detail: index.detail, rejected: [], newKeyFingerprint: null }, signedIndex: null };
  }
  if (index.value === null) return { summary: direct, signedIndex: null };
  const summary = await searchWithNewKeys(search, index.value);
  return summary.state === 'unsigned' ? { summary: direct, signedIndex: null } : { summary, signedIndex: index.value };
}

interface Search {
  readonly world: World;
  readonly subject: Subject;
  readonly signal: AbortSignal;
}

/** A signature by an unknown key is looked at again with the keys that the publisher announces, which leads to a question at most. */
async function searchWithNewKeys(search: Search, digest: Digest): Promise<SignatureSummary> {
  const { world, signal } = search;
  const summary = await searchSignatures(search, digest, world.trust);
  const unknownKey = summary.state === 'invalid' && summary.rejected.some((rejected) => rejected.code === 'signature_key_untrusted');
  if (!unknownKey || !isSignedRepository(world.policy, search.subject.repository)) return summary;
  const candidates = await world.publishedKeys.candidates(signal);
  return candidates.length === 0 ? summary : searchSignatures(search, digest, world.withCandidates(candidates));
}

function searchSignatures({ world, subject, signal }: Search, digest: Digest, trust: SignatureTrust): Promise<SignatureSummary> {
  return collectSignatures({
    digest,
    image: subject.repository,
    signatures: isSignedRepository(world.policy, subject.repository) ? world.signatureRepository : null,
    content: subject.content,
    trust,
    order: world.order,
    signal,
  });
}
