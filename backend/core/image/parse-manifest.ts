import { z } from 'zod';
import { CodedError } from '../coded-error.ts';
import { parseJsonDocument } from './json-document.ts';
import type { Manifest } from './manifest.ts';
import { imageSchema, indexSchema } from './manifest-schema.ts';
import { DOCKER_LIST, MANIFEST_MEDIA_TYPES, OCI_INDEX, OCI_MANIFEST } from './media-types.ts';

/** Bounds of a manifest. More is refused, never cut. */
export const MANIFEST_LIMITS = { bytes: 4 * 1024 * 1024, layers: 100, manifests: 1000 } as const;

/** How many entries there are is looked at before any of them is. */
const countsSchema = z.object({ manifests: z.array(z.unknown()).optional().catch(undefined), layers: z.array(z.unknown()).optional().catch(undefined) });

/**
 * Parses a manifest. `mediaType` is what the registry's Content-Type or the descriptor says; the manifest's own
 * `mediaType` must agree with it (OCI manifests may have none).
 * @throws CodedError `manifest_malformed`, `content_too_large`
 */
export function parseManifest(bytes: Uint8Array, mediaType: string): Manifest {
  if (bytes.length > MANIFEST_LIMITS.bytes) throw new CodedError('content_too_large', 'The manifest is larger than 4 MiB.');
  const type = toMediaType(mediaType);
  if (!MANIFEST_MEDIA_TYPES.includes(type)) throw malformed('The media type is not that of a manifest.');
  const value = parseJsonDocument(bytes);
  assertCounts(value);
  return type === OCI_INDEX || type === DOCKER_LIST ? toIndex(value, type) : toImage(value, type);
}

/** A Content-Type without parameters, in lower case. */
export function toMediaType(contentType: string): string {
  const [type = ''] = contentType.split(';', 1);
  return type.trim().toLowerCase();
}

function toIndex(value: unknown, type: string): Manifest {
  const parsed = indexSchema.safeParse(value);
  if (!parsed.success) throw malformed('The index is not what the specification says.', parsed.error);
  assertMediaType(parsed.data.mediaType, type);
  return { kind: 'index', manifests: parsed.data.manifests };
}

function toImage(value: unknown, type: string): Manifest {
  const parsed = imageSchema.safeParse(value);
  if (!parsed.success) throw malformed('The manifest is not what the specification says.', parsed.error);
  assertMediaType(parsed.data.mediaType, type);
  const { config, layers, artifactType, subject, annotations } = parsed.data;
  return { kind: 'image', config, layers, artifactType, subject, annotations };
}

function assertMediaType(own: string | null, type: string): void {
  const agrees = own === type || (own === null && (type === OCI_INDEX || type === OCI_MANIFEST));
  if (!agrees) throw malformed('The media type of the manifest is not the one that it was served as.');
}

function assertCounts(value: unknown): void {
  const counts = countsSchema.safeParse(value);
  if (!counts.success) throw malformed('The manifest is not a JSON object.', counts.error);
  const { manifests = [], layers = [] } = counts.data;
  if (manifests.length > MANIFEST_LIMITS.manifests || layers.length > MANIFEST_LIMITS.layers) {
    throw new CodedError('content_too_large', 'The manifest lists more than can be checked.');
  }
}

function malformed(message: string, cause?: unknown): CodedError {
  return new CodedError('manifest_malformed', message, { cause });
}
