import { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import { digestHex, isDigest, type Digest } from '../../core/image/digest.ts';
import type { GapCode } from '../../core/gap-code.ts';
import { parseJsonDocument } from '../../core/image/json-document.ts';
import type { Descriptor, Manifest } from '../../core/image/manifest.ts';
import { MANIFEST_MEDIA_TYPES, OCI_INDEX, OCI_MANIFEST } from '../../core/image/media-types.ts';
import { MANIFEST_LIMITS, parseManifest } from '../../core/image/parse-manifest.ts';
import { isTag } from '../../core/image/reference.ts';
import type { Repository } from '../../core/image/repository.ts';
import type { BlobOptions, ContentSource, FetchedManifest, FetchOptions } from '../../ports/content-source.ts';
import { LayoutFolder } from './layout-folder.ts';
import { findEntry, readLayoutIndex, type LayoutEntry } from './layout-index.ts';

interface ReadEntry {
  readonly entry: LayoutEntry;
  readonly manifest: Manifest;
}

const shapeSchema = z.object({ mediaType: z.string().optional(), manifests: z.unknown().optional() });

/**
 * Content of an OCI image layout folder. It holds everything that there is: what is absent is not found.
 * Repositories only matter where the layout names them; `index.json` is read once, when it is opened.
 */
export class LayoutContent implements ContentSource {
  readonly entries: readonly LayoutEntry[];
  readonly #folder: LayoutFolder;
  #read: readonly ReadEntry[] | null = null;

  private constructor(folder: LayoutFolder, entries: readonly LayoutEntry[]) {
    this.#folder = folder;
    this.entries = entries;
  }

  /** @throws CodedError `layout_malformed`, `layout_unreadable`, `content_too_large` */
  static async open(path: string): Promise<LayoutContent> {
    const folder = await LayoutFolder.open(path);
    return new LayoutContent(folder, await readLayoutIndex(folder));
  }

  async fetchManifest(repository: Repository, reference: string, { signal }: FetchOptions): Promise<FetchedManifest> {
    assertNotAborted(signal);
    if (!isDigest(reference) && !isTag(reference)) throw new CodedError('reference_malformed', 'A manifest is asked for by tag or digest.');
    const entry = findEntry(this.entries, repository, reference);
    const digest = entry?.descriptor.digest ?? (isDigest(reference) ? reference : null);
    if (digest === null) throw notFound('manifest_not_found');
    return this.#readManifest(digest, entry?.descriptor.mediaType ?? null);
  }

  async hasManifest(repository: Repository, digest: Digest, options: FetchOptions): Promise<boolean> {
    try {
      await this.fetchManifest(repository, digest, options);
      return true;
    } catch (error) {
      if (error instanceof CodedError && error.code === 'manifest_not_found') return false;
      throw error;
    }
  }

  async fetchBlob(_repository: Repository, { digest, size }: Descriptor, { signal, maxBytes }: BlobOptions): Promise<Uint8Array> {
    assertNotAborted(signal);
    if (size > maxBytes) throw new CodedError<GapCode>('content_too_large', 'The blob is larger than what is read.');
    const bytes = await this.#folder.readBlob(digest, maxBytes);
    if (bytes === null) throw notFound('blob_not_found');
    if (bytes.length !== size) throw new CodedError<GapCode>('content_digest_differs', 'The blob has another size than its descriptor says.');
    return bytes;
  }

  /** The fallback tag's list, and every manifest of `index.json` that names the digest as its subject. */
  async listReferrers(repository: Repository, digest: Digest, { signal }: FetchOptions): Promise<readonly Descriptor[]> {
    assertNotAborted(signal);
    const read = await this.#readEntries();
    const fallback = findEntry(this.entries, repository, `sha256-${digestHex(digest)}`);
    const found = new Map<Digest, Descriptor>();
    for (const { entry, manifest } of read) {
      if (manifest.kind === 'image' && manifest.subject?.digest === digest) found.set(entry.descriptor.digest, entry.descriptor);
      if (manifest.kind === 'index' && entry === fallback) for (const listed of manifest.manifests) found.set(listed.digest, listed);
    }
    return [...found.values()];
  }

  /** All manifests that `index.json` lists, read once. One that is missing could be a signature: that is no "not found". */
  async #readEntries(): Promise<readonly ReadEntry[]> {
    if (this.#read !== null) return this.#read;
    const read: ReadEntry[] = [];
    for (const entry of this.entries) {
      const { digest, mediaType } = entry.descriptor;
      if (!MANIFEST_MEDIA_TYPES.includes(mediaType)) continue;
      const bytes = await this.#folder.readBlob(digest, MANIFEST_LIMITS.bytes);
      if (bytes === null) throw new CodedError<GapCode>('layout_malformed', 'The index of the layout lists a manifest that it does not have.');
      read.push({ entry, manifest: parseManifest(bytes, mediaType) });
    }
    this.#read = read;
    return read;
  }

  async #readManifest(digest: Digest, announced: string | null): Promise<FetchedManifest> {
    const bytes = await this.#folder.readBlob(digest, MANIFEST_LIMITS.bytes);
    if (bytes === null) throw notFound('manifest_not_found');
    const mediaType = announced ?? detectMediaType(bytes);
    return { digest, mediaType, size: bytes.length, manifest: parseManifest(bytes, mediaType) };
  }
}

/** A manifest that only other manifests name: it says itself what it is, or its shape does. */
function detectMediaType(bytes: Uint8Array): string {
  const { data } = shapeSchema.safeParse(parseJsonDocument(bytes));
  if (data?.mediaType !== undefined && MANIFEST_MEDIA_TYPES.includes(data.mediaType)) return data.mediaType;
  return data?.manifests === undefined ? OCI_MANIFEST : OCI_INDEX;
}

function assertNotAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new CodedError<GapCode>('cancelled', 'Cancelled.');
}

function notFound(code: 'manifest_not_found' | 'blob_not_found'): CodedError {
  return new CodedError<GapCode>(code, 'The layout does not have it.');
}
