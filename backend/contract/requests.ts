import { z } from 'zod';

/** Body of `POST /api/world`: switches between this machine's images and the samples. */
export const worldRequestSchema = z.object({ world: z.enum(['real', 'sample']) });
export type WireWorldRequest = z.infer<typeof worldRequestSchema>;

/** Body of `POST /api/keys`: a public key in PEM to trust, with the name that evidence shows. */
export const keyRequestSchema = z.object({ pem: z.string().max(16_384), name: z.string().min(1).max(100) });
export type WireKeyRequest = z.infer<typeof keyRequestSchema>;

/** Body of `POST /api/keys/accept`: the fingerprint of a published key that a person compared and accepts. */
export const acceptKeyRequestSchema = z.object({ fingerprint: z.string() });

/** Body of `POST /api/catalog/accept`: the rewritten head that a person accepts. */
export const acceptHeadRequestSchema = z.object({ head: z.string() });

/** `GET /api/export?format=markdown|json&key=…`: a report of one image, or of all without `key`. */
export const exportAnswerSchema = z.object({ text: z.string(), fileName: z.string() });
