import { CodedError } from '../../core/coded-error.ts';
import { toUpstream } from '../../core/image/mirror.ts';
import type { Platform } from '../../core/image/platform.ts';
import { parseReference, type Reference } from '../../core/image/reference.ts';
import { isSameRepository } from '../../core/image/repository.ts';
import { rowsOf } from '../images/rows-of.ts';
import type { LocalImage } from '../../ports/image-source.ts';
import { isPortError } from '../../ports/port-error.ts';
import type { World } from '../world.ts';
import type { Subject } from './subject.ts';

const LAYOUT_PREFIX = 'oci:';

export interface ResolveRequest {
  /** `[registry/]name[:tag][@digest]`, an image id, or `oci:DIR`. */
  readonly text: string;
  readonly platform: Platform | null;
  readonly signal: AbortSignal;
}

/**
 * Finds what a person means by a reference: the engine's image, else (not in the engine, or no engine at all) the
 * registry's, or each image of an OCI layout.
 * @throws CodedError `reference_malformed`, or a PortError when the engine or registry cannot answer
 */
export async function resolveReference(world: World, request: ResolveRequest): Promise<readonly Subject[]> {
  if (request.text.startsWith(LAYOUT_PREFIX)) return resolveLayout(world, request);
  const reference = parseReference(request.text);
  const image = await findLocally(world, request);
  const local = image === null ? [] : localSubjects(world, image, reference);
  return local.length > 0 ? local : [await resolveAtRegistry(world, reference, request)];
}

async function resolveLayout(world: World, { text, platform, signal }: ResolveRequest): Promise<readonly Subject[]> {
  const layout = await world.openLayout(text.slice(LAYOUT_PREFIX.length), signal);
  return layout.images.map(({ reference, digest }): Subject => {
    if (reference === null) throw new CodedError('layout_malformed', 'The layout does not say which repository its image is of (annotation io.containerd.image.name).');
    return {
      kind: 'remote',
      reference: layout.images.length === 1 ? text : `${text} (${reference.text})`,
      repository: toUpstream(reference.repository, world.mirrors),
      digest,
      tags: reference.tag === null ? [] : [reference.tag],
      content: layout.content,
      platform,
    };
  });
}

/** Null where there is no engine, or no such image in it. An engine that is there but does not answer is an error. */
async function findLocally(world: World, { text, signal }: ResolveRequest): Promise<LocalImage | null> {
  try {
    return await world.images.findImage(text, signal);
  } catch (error) {
    if (isPortError(error) && (error.code === 'image_not_found' || error.code === 'engine_absent')) return null;
    throw error;
  }
}

/** The rows of the engine's image that the reference names; an engine answers to a name that several repositories share. */
function localSubjects(world: World, image: LocalImage, reference: Reference): readonly Subject[] {
  const upstream = toUpstream(reference.repository, world.mirrors);
  const rows = rowsOf(image, world.mirrors).filter((row) => isSameRepository(row.repository, upstream));
  const asked = reference.digest === null ? rows : rows.filter((row) => row.digest === reference.digest);
  return asked.map((row) => ({ kind: 'local', reference: reference.text, content: world.content, ...row }));
}

async function resolveAtRegistry(world: World, reference: Reference, { platform, signal }: ResolveRequest): Promise<Subject> {
  const repository = toUpstream(reference.repository, world.mirrors);
  const name = reference.digest ?? reference.tag ?? 'latest';
  const fetched = await world.content.fetchManifest(repository, name, { signal });
  if (reference.digest !== null && fetched.digest !== reference.digest) {
    throw new CodedError('content_digest_differs', 'The registry answered with other content than the digest names.');
  }
  return {
    kind: 'remote',
    reference: reference.text,
    repository,
    digest: fetched.digest,
    tags: reference.tag === null ? [] : [reference.tag],
    content: world.content,
    platform,
  };
}
