import { CodedError } from '../../core/coded-error.ts';
import type { Repository } from '../../core/image/repository.ts';
import { toCommit } from '../../core/pin/commit.ts';
import type { CatalogSnapshot } from '../../ports/catalog.ts';
import { readLabels, REVISION_LABEL } from '../facts/read-labels.ts';
import { listImages } from '../images/list-images.ts';
import { resolveReference } from '../verify/resolve-reference.ts';
import type { RemoteSubject, Subject } from '../verify/subject.ts';
import type { World } from '../world.ts';
import { findServer, type ReviewedServer } from './reviewed-server.ts';

/** The server of an image, and the commit that the image's label names. */
export interface ImageServer {
  readonly server: ReviewedServer;
  /** Null where the label is missing, is no commit, or differs between platforms: `reason` says which. */
  readonly revision: string | null;
  readonly reason: string;
}

/** The server of a listed image; throws `image_not_found` when it is not listed (any more), else as `findReferredServer`. */
export async function findListedServer(world: World, key: string, signal: AbortSignal): Promise<ImageServer> {
  const listed = (await listImages(world, signal)).find((image) => image.key === key);
  if (listed === undefined) throw new CodedError('image_not_found', 'The image is no longer on this machine.');
  const server = serverOf(await world.catalog.snapshot(), listed.repository);
  if (server === null) throw notInCatalog();
  return { server, ...toRevision([listed.image.labels[REVISION_LABEL] ?? null]) };
}

/**
 * The server of an image as `verify` finds it: of the engine, its registry, or a layout.
 * @throws CodedError `review_target_unknown` when no server of the catalog has that image, or what keeps it from being found
 */
export async function findReferredServer(world: World, text: string, signal: AbortSignal): Promise<ImageServer> {
  const snapshot = await world.catalog.snapshot();
  for (const subject of await resolveReference(world, { text, platform: null, as: null, signal })) {
    const server = serverOf(snapshot, subject.repository);
    if (server !== null) return { server, ...(await readRevision(subject, signal)) };
  }
  throw notInCatalog();
}

function serverOf(snapshot: CatalogSnapshot, repository: Repository): ReviewedServer | null {
  const name = snapshot.serverFor(repository);
  return name === null ? null : findServer(snapshot, name);
}

async function readRevision(subject: Subject, signal: AbortSignal): Promise<Omit<ImageServer, 'server'>> {
  return toRevision(subject.kind === 'local' ? [subject.image.labels[REVISION_LABEL] ?? null] : await readRemote(subject, signal));
}

async function readRemote({ repository, digest, content }: RemoteSubject, signal: AbortSignal): Promise<readonly (string | null)[]> {
  const labels = await readLabels({ repository, digest, platform: null, content, signal });
  if (!labels.known) throw new CodedError(labels.code, labels.detail);
  return labels.value.map(({ value }) => value);
}

function toRevision(labels: readonly (string | null)[]): Omit<ImageServer, 'server'> {
  const [label = null, ...others] = [...new Set(labels)];
  if (others.length > 0) return { revision: null, reason: 'The revision differs between the platforms of the image: give one with --head.' };
  const revision = label === null ? null : toCommit(label);
  const reason = label === null ? 'The image has no label that names its revision: give one with --head.' : 'The label of the image names no commit: give one with --head.';
  return { revision, reason };
}

function notInCatalog(): CodedError {
  return new CodedError('review_target_unknown', 'No server of the catalog has this image, so its source is not known: give the URL of its project with --head.');
}
