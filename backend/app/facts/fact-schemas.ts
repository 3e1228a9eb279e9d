import { z } from 'zod';
import { isDigest, type Digest } from '../../core/image/digest.ts';
import { formatRepository, parseRepository } from '../../core/image/repository.ts';
import type { SignatureSummary } from '../../core/signature/signature.ts';
import type { RejectionCode } from '../../core/signature/signature-code.ts';
import type { Binding, Known, RevisionLabel } from '../../core/verdict/facts.ts';

/** The signatures of a digest, and the signed index through which they hold for a platform's digest. */
export interface SignatureFact {
  readonly summary: SignatureSummary;
  readonly signedIndex: Digest | null;
}

/** Stored forms of facts: what was written by an older version, or damaged, does not parse and is fetched again. */
const digestSchema = z.string().refine(isDigest);

const repositorySchema = z
  .object({ registry: z.string(), path: z.string() })
  .transform((value, context) => {
    const text = `${value.registry}/${value.path}`;
    const repository = parseRepository(text);
    if (formatRepository(repository) !== text) context.addIssue('not canonical');
    return repository;
  });

const REJECTIONS = [
  'signature_malformed', 'signature_payload_malformed', 'signature_payload_duplicate_key', 'signature_type_wrong',
  'signature_digest_differs', 'signature_cryptography_invalid', 'signature_key_untrusted', 'signature_key_expired',
  'log_entry_missing', 'log_entry_malformed', 'log_entry_kind_wrong', 'log_entry_differs', 'log_entry_invalid',
  'log_untrusted', 'signature_claims_conflict',
] as const satisfies readonly RejectionCode[];

const rejectedSchema = z.object({ state: z.literal('rejected'), location: z.string(), code: z.enum(REJECTIONS), detail: z.string() });

const validSchema = z.object({
  state: z.literal('valid'),
  format: z.enum(['simplesigning', 'bundle']),
  location: z.string(),
  digest: digestSchema,
  keyFingerprint: z.string(),
  keyName: z.string(),
  loggedAt: z.string(),
  logIndex: z.string(),
  repository: repositorySchema.nullable(),
  claim: z.string().nullable(),
});

/** An indeterminate or not checkable state is never stored, so it does not parse either. */
const summarySchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('verified'), signature: validSchema, others: z.array(validSchema), rejected: z.array(rejectedSchema) }),
  z.object({ state: z.literal('unsigned'), locations: z.array(z.string()) }),
  z.object({ state: z.literal('invalid'), code: z.enum(REJECTIONS), rejected: z.array(rejectedSchema) }),
]);

export const signatureFactSchema: z.ZodType<SignatureFact> = z.object({ summary: summarySchema, signedIndex: digestSchema.nullable() });

export const bindingSchema: z.ZodType<Binding> = z.discriminatedUnion('state', [
  z.object({ state: z.literal('bound') }),
  z.object({ state: z.literal('contradicted'), code: z.enum(['digest_not_of_this_image', 'digest_unknown_to_repository']) }),
]);

export const platformSchema = z.object({ os: z.string(), architecture: z.string(), variant: z.string().nullable() });

/** A gap is never stored, so only known labels parse. */
export const knownLabelsSchema: z.ZodType<Known<readonly RevisionLabel[]>> = z.object({
  known: z.literal(true),
  value: z.array(z.object({ platform: platformSchema, value: z.string().nullable() })),
});
