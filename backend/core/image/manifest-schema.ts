import { z } from 'zod';
import { isDigest } from './digest.ts';
import { hasExactKeys, toTextRecord } from './json-document.ts';
import type { Descriptor } from './manifest.ts';

const MAX_MEDIA_TYPE_LENGTH = 255;

const platformSchema = z
  .object({ os: z.string(), architecture: z.string(), variant: z.string().nullish() })
  .transform(({ os, architecture, variant }) => (os === '' && architecture === '' ? null : { os, architecture, variant: toNull(variant) }));

const annotationsSchema = z.record(z.string(), z.string()).nullish().transform(toTextRecord);

/** OCI image spec, descriptor.md. */
const descriptorSchema = exact(
  z.object({
    mediaType: z.string().min(1).max(MAX_MEDIA_TYPE_LENGTH),
    digest: z.custom<Descriptor['digest']>((value) => typeof value === 'string' && isDigest(value)),
    size: z.int().nonnegative(),
    annotations: annotationsSchema,
    artifactType: z.string().max(MAX_MEDIA_TYPE_LENGTH).nullish().transform(toNull),
    platform: platformSchema.nullish().transform((platform) => platform ?? null),
  }),
);

const envelope = { schemaVersion: z.literal(2), mediaType: z.string().nullish().transform(toNull) };

/** OCI image-index.md and Docker's manifest list. An index that is an image too is refused: engines would differ. */
export const indexSchema = exact(
  z.object({ ...envelope, manifests: z.array(descriptorSchema), config: z.undefined().optional(), layers: z.undefined().optional() }),
);

/** OCI manifest.md and Docker's schema 2. */
export const imageSchema = exact(
  z.object({
    ...envelope,
    config: descriptorSchema,
    layers: z.array(descriptorSchema).nullish().transform((layers) => layers ?? []),
    artifactType: z.string().max(MAX_MEDIA_TYPE_LENGTH).nullish().transform(toNull),
    subject: descriptorSchema.nullish().transform((subject) => subject ?? null),
    annotations: annotationsSchema,
    manifests: z.undefined().optional(),
  }),
);

function exact<Shape extends z.core.$ZodLooseShape>(schema: z.ZodObject<Shape>) {
  const known = Object.keys(schema.shape);
  return z.unknown().refine((value) => hasExactKeys(value, known)).pipe(schema);
}

function toNull(text: string | null | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
