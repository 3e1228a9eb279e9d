import { CodedError } from '../../core/coded-error.ts';
import { digestHex, type Digest } from '../../core/image/digest.ts';
import type { Descriptor } from '../../core/image/manifest.ts';
import { OCI_INDEX } from '../../core/image/media-types.ts';
import { parseManifest, toMediaType } from '../../core/image/parse-manifest.ts';
import type { Repository } from '../../core/image/repository.ts';
import type { ContentSource } from '../../ports/content-source.ts';
import type { HttpAnswer } from './http-exchange.ts';
import { isFromRegistry, namesUnknownRepository } from './registry-answer.ts';
import type { RegistryEndpoint } from './registry-endpoint.ts';
import { registryError } from './registry-error.ts';
import { REGISTRY_LIMITS } from './registry-limits.ts';

export interface ReferrersQuery {
  readonly endpoint: RegistryEndpoint;
  /** Reads the fallback tag. */
  readonly content: ContentSource;
  readonly repository: Repository;
  readonly digest: Digest;
  readonly signal: AbortSignal;
}

/** Statuses with which registries without the API answer. */
const NO_API: readonly number[] = [400, 404, 405, 406];

/**
 * Referrers by the API, else by the fallback tag `sha256-<hex>` (OCI distribution spec 1.1, "Listing Referrers").
 * @throws CodedError as `ContentSource` says; `content_too_large` for more pages or referrers than are read
 */
export async function listRegistryReferrers(query: ReferrersQuery): Promise<readonly Descriptor[]> {
  const { endpoint, digest } = query;
  if (endpoint.lacksReferrers) return (await readFallbackTag(query)) ?? [];
  const answer = await askPage(query, `referrers/${digest}`);
  if (isIndex(answer)) return readPages(query, answer);
  if (answer.status !== 200 && !NO_API.includes(answer.status)) throw endpoint.toError(answer, 'manifest_not_found');
  // A repository that isn't there says nothing about the API, and something other than the registry may have answered.
  const fromRegistry = isFromRegistry(answer);
  endpoint.lacksReferrers = fromRegistry && !namesUnknownRepository(answer);
  const listed = await readFallbackTag(query);
  if (listed === null && !fromRegistry) {
    throw registryError('registry_bad_answer', `${endpoint.registry} did not answer whether there are referrers.`, { retryable: true });
  }
  return listed ?? [];
}

async function readPages(query: ReferrersQuery, first: HttpAnswer): Promise<readonly Descriptor[]> {
  const found: Descriptor[] = [];
  let answer = first;
  for (let page = 1; page <= REGISTRY_LIMITS.referrerPages; page += 1) {
    found.push(...toDescriptors(query.endpoint, answer));
    if (found.length > REGISTRY_LIMITS.referrers) break;
    const next = toNextPath(query, answer.headers.get('link'));
    if (next === null) return found;
    answer = await askPage(query, next);
    if (!isIndex(answer)) throw answer.status === 200 ? badPage(query.endpoint) : query.endpoint.toError(answer, 'registry_bad_answer');
  }
  throw registryError('content_too_large', `${query.endpoint.registry} lists more referrers than are read.`);
}

/** Null where the tag doesn't exist. */
async function readFallbackTag({ content, repository, digest, signal }: ReferrersQuery): Promise<readonly Descriptor[] | null> {
  try {
    const { manifest } = await content.fetchManifest(repository, `sha256-${digestHex(digest)}`, { signal });
    return manifest.kind === 'index' ? manifest.manifests : [];
  } catch (error) {
    if (error instanceof CodedError && error.code === 'manifest_not_found') return null;
    throw error;
  }
}

async function askPage({ endpoint, repository, signal }: ReferrersQuery, path: string): Promise<HttpAnswer> {
  return endpoint.ask({ method: 'GET', repository, path, accept: OCI_INDEX, maxBytes: REGISTRY_LIMITS.manifestBytes, signal });
}

function isIndex({ status, headers }: HttpAnswer): boolean {
  return status === 200 && toMediaType(headers.get('content-type') ?? '') === OCI_INDEX;
}

function toDescriptors({ registry }: RegistryEndpoint, { content }: HttpAnswer): readonly Descriptor[] {
  if (content === null) throw registryError('content_too_large', `${registry} lists more referrers than are read.`);
  const index = parseManifest(content.bytes, OCI_INDEX);
  return index.kind === 'index' ? index.manifests : [];
}

/** RFC 8288. The next page must be one of this very list: a link may not lead a login elsewhere. */
function toNextPath({ endpoint, repository, digest }: ReferrersQuery, link: string | undefined): string | null {
  const target = /^\s*<([^<>]{1,2048})>\s*;[^,]*\brel\s*=\s*"?next\b/i.exec(link ?? '')?.[1];
  if (target === undefined) return null;
  const base = new URL(`/v2/${repository.path}/`, endpoint.origin);
  const list = new URL(`referrers/${digest}`, base);
  const url = URL.canParse(target, list) ? new URL(target, list) : null;
  if (url?.origin !== list.origin || url.pathname.replace(/%3a/i, ':') !== list.pathname) throw badPage(endpoint);
  return `referrers/${digest}${url.search}`;
}

function badPage({ registry }: RegistryEndpoint): Error {
  return registryError('registry_bad_answer', `${registry} answered with a list of referrers that leads nowhere.`);
}
