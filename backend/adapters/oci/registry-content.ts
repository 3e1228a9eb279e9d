import type { Dispatcher } from 'undici';
import { isDigest, type Digest } from '../../core/image/digest.ts';
import type { Descriptor } from '../../core/image/manifest.ts';
import { MANIFEST_MEDIA_TYPES } from '../../core/image/media-types.ts';
import { parseManifest, toMediaType } from '../../core/image/parse-manifest.ts';
import { isTag } from '../../core/image/reference.ts';
import type { Repository } from '../../core/image/repository.ts';
import { CodedError } from '../../core/coded-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { BlobOptions, ContentSource, FetchedManifest, FetchOptions } from '../../ports/content-source.ts';
import type { Credentials } from './credentials.ts';
import type { HttpSettings } from './http-exchange.ts';
import { listRegistryReferrers } from './list-referrers.ts';
import type { PlainHttp } from './registry-address.ts';
import type { AuthorizationSettings } from './registry-authorization.ts';
import { RegistryEndpoint, type RepositoryRequest } from './registry-endpoint.ts';
import { isFromRegistry } from './registry-answer.ts';
import { registryError } from './registry-error.ts';
import { REGISTRY_LIMITS } from './registry-limits.ts';

export interface RegistrySettings {
  /** From `createDispatcher`; closed by its owner. */
  readonly dispatcher: Dispatcher;
  readonly credentials: Credentials;
  readonly isPlainHttp: PlainHttp;
  readonly now: Clock;
  /** Nothing is asked; every call throws `offline`. */
  readonly offline: boolean;
  readonly requestMilliseconds?: number;
  readonly onRequest?: HttpSettings['onRequest'];
}

const ACCEPT_MANIFESTS = MANIFEST_MEDIA_TYPES.join(', ');

/**
 * Content of OCI registries over HTTP (OCI distribution spec 1.1), by the repository's own registry: no mirrors.
 * Nothing that a registry says of its content is believed; bytes are hashed while they are read.
 */
export class RegistryContent implements ContentSource {
  readonly #settings: AuthorizationSettings;
  readonly #offline: boolean;
  readonly #endpoints = new Map<string, RegistryEndpoint>();

  constructor(settings: RegistrySettings) {
    const { dispatcher, credentials, isPlainHttp, now } = settings;
    const { requestMilliseconds = REGISTRY_LIMITS.requestMilliseconds, onRequest = () => undefined } = settings;
    this.#settings = { http: { dispatcher, requestMilliseconds, onRequest }, credentials, isPlainHttp, now };
    this.#offline = settings.offline;
  }

  async fetchManifest(repository: Repository, reference: string, { signal }: FetchOptions): Promise<FetchedManifest> {
    const endpoint = this.#endpoint(repository);
    const answer = await endpoint.ask(toManifestRequest('GET', { repository, reference, signal }));
    if (answer.status !== 200) throw endpoint.toError(answer, 'manifest_not_found');
    const { content, headers } = answer;
    if (content === null) throw tooLarge(endpoint.registry);
    const mediaType = toMediaType(headers.get('content-type') ?? '');
    if (!MANIFEST_MEDIA_TYPES.includes(mediaType)) {
      throw registryError('registry_bad_answer', `${endpoint.registry} answered something that is not a manifest.`, { retryable: true });
    }
    // A registry that contradicts itself, or something on the way that changed the bytes.
    const expected = isDigest(reference) ? reference : (headers.get('docker-content-digest') ?? content.digest);
    if (content.digest !== expected) throw digestDiffers(endpoint.registry);
    return { digest: content.digest, mediaType, size: content.bytes.length, manifest: parseManifest(content.bytes, mediaType) };
  }

  async hasManifest(repository: Repository, digest: Digest, { signal }: FetchOptions): Promise<boolean> {
    const endpoint = this.#endpoint(repository);
    let answer = await endpoint.ask(toManifestRequest('HEAD', { repository, reference: digest, signal }));
    // A HEAD has no body that would show that the 404 is a registry's: where the header doesn't either, GET does.
    if (answer.status === 404 && !isFromRegistry(answer)) {
      answer = await endpoint.ask(toManifestRequest('GET', { repository, reference: digest, signal }));
    }
    if (answer.status === 200) return true;
    const error = endpoint.toError(answer, 'manifest_not_found');
    if (error instanceof CodedError && error.code === 'manifest_not_found') return false;
    throw error;
  }

  async fetchBlob(repository: Repository, descriptor: Descriptor, { signal, maxBytes }: BlobOptions): Promise<Uint8Array> {
    const endpoint = this.#endpoint(repository);
    if (descriptor.size > maxBytes) throw tooLarge(endpoint.registry);
    const path = `blobs/${descriptor.digest}`;
    const answer = await endpoint.ask({ method: 'GET', repository, path, accept: '*/*', maxBytes: descriptor.size, signal });
    if (answer.status !== 200) throw endpoint.toError(answer, 'blob_not_found');
    const { content } = answer;
    if (content?.digest !== descriptor.digest || content.bytes.length !== descriptor.size) throw digestDiffers(endpoint.registry);
    return content.bytes;
  }

  async listReferrers(repository: Repository, digest: Digest, { signal }: FetchOptions): Promise<readonly Descriptor[]> {
    return listRegistryReferrers({ endpoint: this.#endpoint(repository), content: this, repository, digest, signal });
  }

  #endpoint({ registry }: Repository): RegistryEndpoint {
    if (this.#offline) throw registryError('offline', 'Registries are not asked while offline.');
    const known = this.#endpoints.get(registry);
    if (known !== undefined) return known;
    const endpoint = new RegistryEndpoint(registry, this.#settings);
    this.#endpoints.set(registry, endpoint);
    return endpoint;
  }
}

interface ManifestAddress extends FetchOptions {
  readonly repository: Repository;
  readonly reference: string;
}

function toManifestRequest(method: 'GET' | 'HEAD', { repository, reference, signal }: ManifestAddress): RepositoryRequest {
  if (!isDigest(reference) && !isTag(reference)) throw new CodedError('reference_malformed', 'A manifest is asked for by tag or digest.');
  return { method, repository, path: `manifests/${reference}`, accept: ACCEPT_MANIFESTS, maxBytes: REGISTRY_LIMITS.manifestBytes, signal };
}

function tooLarge(registry: string): Error {
  return registryError('content_too_large', `${registry} offers more bytes than are read.`);
}

function digestDiffers(registry: string): Error {
  return registryError('content_digest_differs', `${registry} answered other bytes than were asked for.`, { retryable: true });
}
