import { matchesRepositoryPattern } from '../image/repository-pattern.ts';
import { formatRepository, type Repository } from '../image/repository.ts';
import type { ServerEntry } from '../pin/server-entry.ts';
import type { SignatureSummary } from '../signature/signature.ts';
import { findKnownPublisher } from './merge-known-publishers.ts';
import { ownerOf } from './owner-of.ts';
import type { KnownPublisher, Publisher } from './publisher.ts';

/** Images here are built by Docker, from sources of others. */
const BUILT_BY_DOCKER = 'docker.io/mcp/*';

/** What a publisher is decided from. Nothing of it comes from the image itself: its labels may say anything. */
export interface PublisherFacts {
  /** The catalog's entry for the repository; null when it has none, or cannot be read. */
  readonly entry: ServerEntry | null;
  readonly repository: Repository;
  readonly isSignedNamespace: boolean;
  /** Null before the signature was looked for. */
  readonly signatureState: SignatureSummary['state'] | null;
  readonly knownPublishers: readonly KnownPublisher[];
}

/** How far the publisher of an image is known, who built it, and the sentences that say why. */
export function decidePublisher(facts: PublisherFacts): Publisher {
  const owner = decideOwner(facts);
  const builder = decideBuilder(facts);
  return { level: owner.level, name: owner.name, builtBy: builder.builtBy, evidence: [...owner.evidence, builder.evidence] };
}

function decideOwner({ entry, repository, knownPublishers }: PublisherFacts): Pick<Publisher, 'level' | 'name' | 'evidence'> {
  if (entry === null) {
    return { level: 'unknown', name: null, evidence: [`The catalog has no readable entry for the image ${formatRepository(repository)}.`] };
  }
  const project = entry.source?.project ?? null;
  const owner = project === null ? null : ownerOf(project);
  if (project === null || owner === null) {
    return { level: 'unknown', name: null, evidence: [`The catalog's entry "${entry.name}" names no project whose owner could be told.`] };
  }
  const source = `The catalog's entry "${entry.name}" has its source at ${project}.`;
  const publisher = findKnownPublisher(knownPublishers, owner);
  return publisher === null
    ? { level: 'community', name: owner, evidence: [source, `${owner} is not on the list of known publishers.`] }
    : { level: 'known', name: publisher.name, evidence: [source, `${owner} is known: ${publisher.evidence}`] };
}

function decideBuilder({ repository, isSignedNamespace, signatureState }: PublisherFacts): { builtBy: Publisher['builtBy']; evidence: string } {
  const name = formatRepository(repository);
  if (!isSignedNamespace) return { builtBy: 'publisher', evidence: `${name} lies outside of the namespaces that are always signed.` };
  if (signatureState !== 'verified') {
    return { builtBy: 'unknown', evidence: `${name} lies in a namespace that is always signed, but no valid signature was seen.` };
  }
  return {
    builtBy: matchesRepositoryPattern(repository, BUILT_BY_DOCKER) ? 'docker' : 'publisher',
    evidence: `${name} lies in a namespace that is always signed, and a trusted key signed this image.`,
  };
}
