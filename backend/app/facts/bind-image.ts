import type { Digest } from '../../core/image/digest.ts';
import type { Descriptor } from '../../core/image/manifest.ts';
import { isSamePlatform, type Platform } from '../../core/image/platform.ts';
import { runnablePlatforms } from '../../core/image/manifest.ts';
import { isSameRepository, type Repository } from '../../core/image/repository.ts';
import type { Binding } from '../../core/verdict/facts.ts';
import type { ContentSource } from '../../ports/content-source.ts';
import { isPortError } from '../../ports/port-error.ts';

export interface BindingRequest {
  readonly repository: Repository;
  readonly digest: Digest;
  /** The engine's id: a config digest (classic store), or an index or manifest digest (containerd store). */
  readonly id: Digest;
  /** The platform of the engine's image, asked for only when an index lists several. */
  readonly platform: () => Promise<Platform>;
  /** The repository that a valid signature over `digest` names; null where none does. */
  readonly signedRepository: Repository | null;
  readonly content: ContentSource;
  readonly signal: AbortSignal;
}

/**
 * Binds the engine's image to a digest of the repository, by content: the registry's manifest for that digest must
 * lead to the image's id. A made-up RepoDigest (any local tag makes one on the containerd store) is unmasked by the
 * registry's own answer.
 */
export async function bindImage(request: BindingRequest): Promise<Binding> {
  try {
    return request.digest === request.id ? await bindByPresence(request) : await bindByContent(request);
  } catch (error) {
    if (!isPortError(error)) throw error;
    const isDisowned = error.code === 'manifest_not_found' && !isSignedHere(request);
    if (isDisowned) return { state: 'contradicted', code: 'digest_unknown_to_repository' };
    return { state: 'unknown', code: error.code, detail: error.message };
  }
}

/** The engine itself hashed the content; what is open is whether that repository has it. A signature that names both says so. */
async function bindByPresence(request: BindingRequest): Promise<Binding> {
  const { content, repository, digest, signal } = request;
  if (isSignedHere(request)) return { state: 'bound' };
  const present = await content.hasManifest(repository, digest, { signal });
  return present ? { state: 'bound' } : { state: 'contradicted', code: 'digest_unknown_to_repository' };
}

/** Signed as an image of this repository: that the registry deleted it since contradicts nothing. */
function isSignedHere({ repository, signedRepository }: BindingRequest): boolean {
  return signedRepository !== null && isSameRepository(signedRepository, repository);
}

async function bindByContent(request: BindingRequest): Promise<Binding> {
  const { content, repository, digest, id, signal } = request;
  const { manifest } = await content.fetchManifest(repository, digest, { signal });
  if (manifest.kind === 'image') return manifest.config.digest === id ? { state: 'bound' } : notOfThisImage();
  const platforms = runnablePlatforms(manifest);
  if (platforms.some((descriptor) => descriptor.digest === id)) return { state: 'bound' };
  let missing: Digest | null = null;
  for (const descriptor of await likeliestFirst(platforms, request.platform)) {
    const config = await fetchConfigDigest(request, descriptor.digest);
    if (config === id) return { state: 'bound' };
    if (config === null) missing = descriptor.digest;
  }
  return missing === null ? notOfThisImage() : { state: 'unknown', code: 'manifest_not_found', detail: `the index lists ${missing}, and the registry does not have it` };
}

/** Null where the registry lacks a manifest that its own index lists: that says nothing about this image. */
async function fetchConfigDigest({ content, repository, signal }: BindingRequest, digest: Digest): Promise<Digest | null> {
  try {
    const { manifest } = await content.fetchManifest(repository, digest, { signal });
    return manifest.kind === 'image' ? manifest.config.digest : null;
  } catch (error) {
    if (isPortError(error) && error.code === 'manifest_not_found') return null;
    throw error;
  }
}

async function likeliestFirst(descriptors: readonly Descriptor[], platform: () => Promise<Platform>): Promise<readonly Descriptor[]> {
  if (descriptors.length < 2) return descriptors;
  const local = await platform();
  const matches = (descriptor: Descriptor): boolean => descriptor.platform !== null && isSamePlatform(descriptor.platform, local);
  return [...descriptors.filter(matches), ...descriptors.filter((descriptor) => !matches(descriptor))];
}

function notOfThisImage(): Binding {
  return { state: 'contradicted', code: 'digest_not_of_this_image' };
}
