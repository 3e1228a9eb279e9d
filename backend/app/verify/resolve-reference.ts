import { CodedError } from '../../core/coded-error.ts';
import { digestHex, isDigest } from '../../core/image/digest.ts';
import { toUpstream } from '../../core/image/mirror.ts';
import { parseReference, type Reference } from '../../core/image/reference.ts';
import { isSameRepository } from '../../core/image/repository.ts';
import { rowsOf, type ImageRow } from '../images/rows-of.ts';
import type { LocalImage } from '../../ports/image-source.ts';
import { isPortError } from '../../ports/port-error.ts';
import type { World } from '../world.ts';
import { isLayoutReference, resolveLayout } from './resolve-layout.ts';
import type { ResolveRequest } from './resolve-request.ts';
import type { LocalSubject, Subject } from './subject.ts';

const WHOLE_ID = /^[0-9a-f]{64}$/;
const ID_PREFIX = /^[0-9a-f]{4,64}$/;

/**
 * Finds what a person means by a reference: the engine's image, else (not in the engine, or no engine at all) the
 * registry's, or each image of an OCI layout. A name counts before an id that begins like it.
 * @throws CodedError `reference_malformed`, `image_not_found`, `digest_unknown`, or a PortError when the engine or
 * registry cannot answer
 */
export async function resolveReference(world: World, request: ResolveRequest): Promise<readonly Subject[]> {
  const { text } = request;
  if (isLayoutReference(text)) return resolveLayout(world, request);
  if (isDigest(text) || WHOLE_ID.test(text)) return resolveId(world, request);
  const reference = parseReference(text);
  const image = await findLocally(world, request);
  if (image === null) return [await resolveAtRegistry(world, reference, request)];
  const named = namedRows(world, image, reference);
  if (named.length > 0) return toSubjects(world, text, named);
  return isIdOf(image, text) ? everyRow(world, text, image) : [await resolveAtRegistry(world, reference, request)];
}

async function resolveId(world: World, { text, signal }: ResolveRequest): Promise<readonly Subject[]> {
  return everyRow(world, text, await world.images.findImage(isDigest(text) ? text : `sha256:${text}`, signal));
}

/** An id names content, not a repository: the image is judged under each name that it has. */
function everyRow(world: World, text: string, image: LocalImage): readonly Subject[] {
  const rows = rowsOf(image, world.mirrors);
  if (rows.length === 0) throw new CodedError('digest_unknown', 'The image has no name, so there is no repository to ask.');
  return toSubjects(world, text, rows);
}

function isIdOf({ id }: LocalImage, text: string): boolean {
  return ID_PREFIX.test(text) && digestHex(id).startsWith(text);
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
function namedRows(world: World, image: LocalImage, reference: Reference): readonly ImageRow[] {
  const upstream = toUpstream(reference.repository, world.mirrors);
  const rows = rowsOf(image, world.mirrors).filter((row) => isSameRepository(row.repository, upstream));
  return reference.digest === null ? rows : rows.filter((row) => row.digest === reference.digest);
}

function toSubjects(world: World, text: string, rows: readonly ImageRow[]): readonly LocalSubject[] {
  return rows.map((row) => ({ kind: 'local', reference: text, content: world.content, ...row }));
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
    origin: 'registry',
    reference: reference.text,
    repository,
    digest: fetched.digest,
    tags: reference.tag === null ? [] : [reference.tag],
    content: world.content,
    platform,
  };
}
