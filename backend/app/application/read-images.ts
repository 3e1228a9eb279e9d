import type { WireImagePage, WireImageRow } from '../../contract/api.ts';
import { formatRepository } from '../../core/image/repository.ts';
import { decidePublisher } from '../../core/publisher/decide-publisher.ts';
import type { ListedImage } from '../images/listed-image.ts';
import { listImages } from '../images/list-images.ts';
import { toSubject } from '../images/to-subject.ts';
import { REVISION_LABEL } from '../facts/read-labels.ts';
import type { StoredSummary } from '../../ports/review-store.ts';
import { toVerification } from '../present/to-verification.ts';
import { rowReview } from '../review/row-review.ts';
import { isSignedRepository } from '../verify/is-signed-repository.ts';
import { verifyStored } from '../verify/verify-stored.ts';
import type { World } from '../world.ts';
import type { PageRequest } from './application.ts';
import type { VerificationMemory } from './verification-memory.ts';

export interface ImageReader {
  readonly world: World;
  readonly memory: VerificationMemory;
  /** The newest review of each server. */
  readonly lastReviews: () => Promise<ReadonlyMap<string, StoredSummary>>;
}

/** One page of rows, in a stable order, each with the verdict that stored facts allow. */
export async function readImages(reader: ImageReader, { offset, limit }: PageRequest, signal: AbortSignal): Promise<WireImagePage> {
  const listed = [...(await listImages(reader.world, signal))].sort((left, right) => compareText(left.key, right.key));
  const page = listed.slice(offset, offset + limit);
  const rows = { reader, reviews: await reader.lastReviews() };
  return { total: listed.length, offset, rows: await Promise.all(page.map((image) => readRow(rows, image, signal))) };
}

/** One row; null when it is not listed. */
export async function readImage(reader: ImageReader, key: string, signal: AbortSignal): Promise<WireImageRow | null> {
  const listed = (await listImages(reader.world, signal)).find((image) => image.key === key);
  return listed === undefined ? null : readRow({ reader, reviews: await reader.lastReviews() }, listed, signal);
}

interface RowSources {
  readonly reader: ImageReader;
  readonly reviews: ReadonlyMap<string, StoredSummary>;
}

async function readRow({ reader: { world, memory }, reviews }: RowSources, listed: ListedImage, signal: AbortSignal): Promise<WireImageRow> {
  const stored = await verifyStored(world, toSubject(world, listed), signal);
  const verification = stored === null ? memory.recall(listed.key) : toVerification(world, stored);
  const { entry, image } = listed;
  return {
    key: listed.key,
    reference: listed.reference,
    repository: formatRepository(listed.repository),
    tags: [...listed.tags],
    id: image.id,
    digest: listed.digest,
    createdAt: image.createdAt,
    sizeBytes: image.sizeBytes,
    listedFor: listed.listedFor,
    server: entry === null ? null : { name: entry.name, title: entry.title, icon: entry.icon },
    labelRevision: image.labels[REVISION_LABEL] ?? null,
    publisher: verification?.publisher ?? toWirePublisher(world, listed),
    verification,
    review: rowReview(reviews, { server: entry?.name ?? null, labelRevision: image.labels[REVISION_LABEL] ?? null }),
  };
}

/** What the catalog says about the publisher before the image was checked. */
function toWirePublisher({ policy }: World, { entry, repository }: ListedImage): WireImageRow['publisher'] {
  const publisher = decidePublisher({
    entry,
    repository,
    isSignedNamespace: isSignedRepository(policy, repository),
    signatureState: null,
    knownPublishers: policy.knownPublishers,
  });
  return { ...publisher, evidence: [...publisher.evidence] };
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
