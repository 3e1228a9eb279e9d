import { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import { digestHex, isDigest, type Digest } from '../../core/image/digest.ts';
import type { GapCode } from '../../core/gap-code.ts';
import { parseJsonDocument } from '../../core/image/json-document.ts';
import type { Descriptor } from '../../core/image/manifest.ts';
import { OCI_INDEX } from '../../core/image/media-types.ts';
import { MANIFEST_LIMITS, parseManifest } from '../../core/image/parse-manifest.ts';
import { isTag, parseReference, type Reference } from '../../core/image/reference.ts';
import { isSameRepository, type Repository } from '../../core/image/repository.ts';
import type { LayoutFolder } from './layout-folder.ts';

/** One entry of a layout's `index.json`, with the names that its annotations give it. */
export interface LayoutEntry {
  readonly descriptor: Descriptor;
  /** A whole reference, where an annotation has one. */
  readonly reference: Reference | null;
  /** A tag alone, which any repository may be asked for. */
  readonly tag: string | null;
}

const MAX_MARKER_BYTES = 4096;
const REF_NAME = 'org.opencontainers.image.ref.name';
/** Written by containerd and Docker beside `ref.name`, always a whole reference. */
const CONTAINERD_NAME = 'io.containerd.image.name';
/** How `cosign save` tells what an entry is; it writes no names. */
const COSIGN_KIND = 'kind';
const COSIGN_SIGNATURES = 'dev.cosignproject.cosign/sigs';
const COSIGN_IMAGES: ReadonlySet<string | undefined> = new Set(['dev.cosignproject.cosign/image', 'dev.cosignproject.cosign/imageIndex']);

const markerSchema = z.object({ imageLayoutVersion: z.string().regex(/^1\.\d+\.\d+$/) });

/**
 * Reads `oci-layout` and `index.json` (OCI image spec, image-layout.md).
 * @throws CodedError `layout_malformed`, `layout_unreadable`, `content_too_large`
 */
export async function readLayoutIndex(folder: LayoutFolder): Promise<readonly LayoutEntry[]> {
  const marker = await folder.readFile('oci-layout', MAX_MARKER_BYTES);
  const index = await folder.readFile('index.json', MANIFEST_LIMITS.bytes);
  try {
    if (!markerSchema.safeParse(parseJsonDocument(marker)).success) throw malformed('The version of the layout is not 1.');
    const manifest = parseManifest(index, OCI_INDEX);
    return manifest.kind === 'index' ? toEntries(manifest.manifests) : [];
  } catch (error) {
    if (error instanceof CodedError && error.code === 'manifest_malformed') throw malformed('The index of the layout is not what the specification says.', error);
    throw error;
  }
}

/** The entry that a repository's tag or digest means; a bare tag is one of any repository, where the layout names none. */
export function findEntry(entries: readonly LayoutEntry[], repository: Repository, reference: string): LayoutEntry | null {
  if (isDigest(reference)) return entries.find((entry) => entry.descriptor.digest === reference) ?? null;
  const exact = entries.find((entry) => entry.reference?.tag === reference && isSameRepository(entry.reference.repository, repository));
  return exact ?? entries.find((entry) => entry.reference === null && entry.tag === reference) ?? null;
}

/** An entry of `cosign save` for signatures stands behind the image that they are of: named here by its tag in a registry. */
function toEntries(descriptors: readonly Descriptor[]): readonly LayoutEntry[] {
  let signed: Digest | null = null;
  return descriptors.map((descriptor) => {
    const kind = descriptor.annotations[COSIGN_KIND];
    if (COSIGN_IMAGES.has(kind)) signed = descriptor.digest;
    if (kind === COSIGN_SIGNATURES && signed !== null) return { descriptor, reference: null, tag: `sha256-${digestHex(signed)}.sig` };
    return toEntry(descriptor);
  });
}

function toEntry(descriptor: Descriptor): LayoutEntry {
  const name = descriptor.annotations[REF_NAME] ?? '';
  const reference = toReference(descriptor.annotations[CONTAINERD_NAME] ?? '') ?? (isTag(name) ? null : toReference(name));
  return { descriptor, reference, tag: isTag(name) ? name : null };
}

/** Names are hints: one that is no reference is none. */
function toReference(text: string): Reference | null {
  try {
    return text === '' ? null : parseReference(text);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function malformed(message: string, cause?: unknown): CodedError {
  return new CodedError<GapCode>('layout_malformed', message, { cause });
}
