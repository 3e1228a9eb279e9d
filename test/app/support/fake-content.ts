import { CodedError } from '../../../backend/core/coded-error.ts';
import type { GapCode } from '../../../backend/core/gap-code.ts';
import type { Digest } from '../../../backend/core/image/digest.ts';
import type { Descriptor } from '../../../backend/core/image/manifest.ts';
import { parseManifest } from '../../../backend/core/image/parse-manifest.ts';
import { formatRepository, type Repository } from '../../../backend/core/image/repository.ts';
import type { BlobOptions, ContentSource, FetchedManifest, FetchOptions } from '../../../backend/ports/content-source.ts';
import { toDescriptor, type ContentBlob } from '../../../backend/samples/signing/content-blob.ts';

/** One call, e.g. `manifest docker.io/mcp/thing:latest`, `blob docker.io/mcp/thing sha256:…`. */
export type ContentCall = string;

const MANIFEST_TYPE = /manifest|image\.index/;

/** Content in maps, as a registry has it: manifests belong to a repository, blobs are known by digest. */
export class FakeContent implements ContentSource {
  readonly calls: ContentCall[] = [];
  readonly #manifests = new Map<string, ContentBlob>();
  readonly #referrers = new Map<string, Descriptor[]>();
  readonly #blobs = new Map<Digest, Buffer>();
  #failure: (call: ContentCall) => string | null = () => null;

  /** Makes the calls fail that the rule names a code for. */
  failWhen(rule: (call: ContentCall) => GapCode | null): void {
    this.#failure = rule;
  }

  /** Puts manifests (also under their digests) and blobs into a repository; the tag names the first. */
  put(repository: Repository, contents: readonly ContentBlob[], tag?: string): void {
    const name = formatRepository(repository);
    for (const content of contents) {
      if (MANIFEST_TYPE.test(content.mediaType)) this.#manifests.set(`${name}@${content.digest}`, content);
      this.#blobs.set(content.digest, content.bytes);
    }
    const [first] = contents;
    if (tag !== undefined && first !== undefined) this.#manifests.set(`${name}:${tag}`, first);
  }

  putReferrer(repository: Repository, subject: Digest, [manifest, ...rest]: readonly [ContentBlob, ...ContentBlob[]], artifactType: string | null = null): void {
    this.put(repository, [manifest, ...rest]);
    const key = `${formatRepository(repository)}@${subject}`;
    const descriptor = { ...toDescriptor(manifest), annotations: {}, artifactType, platform: null };
    this.#referrers.set(key, [...(this.#referrers.get(key) ?? []), descriptor]);
  }

  async fetchManifest(repository: Repository, reference: string, { signal }: FetchOptions): Promise<FetchedManifest> {
    const key = `${formatRepository(repository)}${reference.startsWith('sha256:') ? '@' : ':'}${reference}`;
    await this.#call(`manifest ${key}`, signal);
    const content = this.#manifests.get(key);
    if (content === undefined) throw new CodedError('manifest_not_found', 'There is no such manifest.');
    const { digest, mediaType, bytes } = content;
    return { digest, mediaType, size: bytes.length, manifest: parseManifest(bytes, mediaType) };
  }

  async hasManifest(repository: Repository, digest: Digest, { signal }: FetchOptions): Promise<boolean> {
    const key = `${formatRepository(repository)}@${digest}`;
    await this.#call(`has ${key}`, signal);
    return this.#manifests.has(key);
  }

  async fetchBlob(repository: Repository, { digest, size }: Descriptor, { signal, maxBytes }: BlobOptions): Promise<Uint8Array> {
    await this.#call(`blob ${formatRepository(repository)} ${digest}`, signal);
    if (size > maxBytes) throw new CodedError('content_too_large', 'Too large.');
    const bytes = this.#blobs.get(digest);
    if (bytes === undefined) throw new CodedError('blob_not_found', 'There is no such blob.');
    return bytes;
  }

  async listReferrers(repository: Repository, digest: Digest, { signal }: FetchOptions): Promise<readonly Descriptor[]> {
    const key = `${formatRepository(repository)}@${digest}`;
    await this.#call(`referrers ${key}`, signal);
    return this.#referrers.get(key) ?? [];
  }

  async #call(call: ContentCall, signal: AbortSignal): Promise<void> {
    this.calls.push(call);
    const code = this.#failure(call);
    await Promise.resolve();
    if (signal.aborted) throw new CodedError('cancelled', 'Cancelled.');
    if (code !== null) throw new CodedError(code, 'The registry does not answer.', { retryable: true });
  }
}
