import { z } from 'zod';
import { isDigest, type Digest } from '../../core/image/digest.ts';

const digestSchema = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value));
const namesSchema = z.array(z.string()).nullish();
const labelsSchema = z.record(z.string(), z.string()).nullish();
/** A size that makes no sense costs the size, not the image. */
const sizeSchema = z.number().nonnegative().catch(0);
const platformPartSchema = z.string().regex(/^[\w.-]{1,64}$/);

/** `GET /images/json`: judged one by one, so that a malformed image costs itself alone. */
export const imageListSchema = z.array(z.unknown());

/** An element of `GET /images/json`; `Created` in seconds since the epoch. */
export const imageListItemSchema = z.object({
  Id: digestSchema,
  RepoTags: namesSchema,
  RepoDigests: namesSchema,
  Labels: labelsSchema,
  Created: z.number().nullable().catch(null),
  Size: sizeSchema,
});

/** `GET /images/{name}/json`; `Created` in RFC 3339. The platform is that of the manifest which the labels come from. */
export const imageInspectSchema = z.object({
  Id: digestSchema,
  RepoTags: namesSchema,
  RepoDigests: namesSchema,
  Config: z.object({ Labels: labelsSchema }).nullish(),
  Created: z.string().nullable().catch(null),
  Size: sizeSchema,
});

/** The part of `GET /images/{name}/json` that names the platform. */
export const imagePlatformSchema = z.object({
  Os: platformPartSchema,
  Architecture: platformPartSchema,
  Variant: z.union([platformPartSchema, z.literal('')]).nullish(),
});

/** `GET /info`; `DriverStatus` is a list of pairs. */
export const engineInfoSchema = z.object({
  Name: z.string(),
  ServerVersion: z.string(),
  DriverStatus: z.array(z.array(z.string())).nullish(),
});
