import { z } from 'zod';
import { CodedError } from '../coded-error.ts';
import { hasExactKeys, parseJsonDocument, toTextRecord } from './json-document.ts';
import type { Platform } from './platform.ts';

/** What is used of an image's configuration. Nothing here is trusted; labels are any text. */
export interface ImageConfig {
  readonly platform: Platform;
  readonly labels: Readonly<Record<string, string>>;
  /** As it stands in the config (RFC 3339), null where absent. */
  readonly createdAt: string | null;
}

/** Bounds of an image configuration. More is refused, never cut: a cut label could equal a pin. */
export const IMAGE_CONFIG_LIMITS = { bytes: 4 * 1024 * 1024, labels: 1000 } as const;

/** OCI image spec, config.md. `Labels` is null in images of Docker without labels. */
const configSchema = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().nullish(),
  created: z.string().nullish(),
  config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
});

const sectionSchema = z.object({ config: z.unknown().optional() });

/**
 * Parses the config blob of an image.
 * @throws CodedError `manifest_malformed`, `content_too_large`
 */
export function parseImageConfig(bytes: Uint8Array): ImageConfig {
  if (bytes.length > IMAGE_CONFIG_LIMITS.bytes) throw tooLarge('The image configuration is larger than 4 MiB.');
  const value = parseJsonDocument(bytes);
  assertExactKeys(value);
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) throw malformed(parsed.error);
  const { os, architecture, variant, created, config } = parsed.data;
  const labels = config?.Labels ?? {};
  if (Object.keys(labels).length > IMAGE_CONFIG_LIMITS.labels) throw tooLarge('The image has more than 1000 labels.');
  return { platform: { os, architecture, variant: variant ?? null }, labels: toTextRecord(labels), createdAt: created ?? null };
}

function assertExactKeys(value: unknown): void {
  const section = sectionSchema.safeParse(value);
  if (!section.success) throw malformed(section.error);
  const exact = hasExactKeys(value, Object.keys(configSchema.shape)) && hasExactKeys(section.data.config, ['Labels']);
  if (!exact) throw malformed(undefined);
}

function tooLarge(message: string): CodedError {
  return new CodedError('content_too_large', message);
}

function malformed(cause: unknown): CodedError {
  return new CodedError('manifest_malformed', 'The image configuration is not what the specification says.', { cause });
}
