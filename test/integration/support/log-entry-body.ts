import { createHash } from 'node:crypto';
import { json } from '@sigstore/core';
import { z } from 'zod';

const hashedRekord = z.looseObject({ kind: z.literal('hashedrekord'), apiVersion: z.literal('0.0.1') });

const dsseSpec = z.object({
  proposedContent: z.object({ envelope: z.string(), verifiers: z.array(z.string()) }),
});

const dsse = z.object({ kind: z.literal('dsse'), apiVersion: z.literal('0.0.1'), spec: dsseSpec });

const proposal = z.discriminatedUnion('kind', [hashedRekord, dsse]);

const envelope = z.object({ payload: z.base64(), signatures: z.array(z.object({ sig: z.string() })) });

/**
 * The canonical body that a Rekor v1 log stores for a proposed entry: a `hashedrekord` as it came; of a `dsse`
 * envelope only its hashes, signatures and keys.
 */
export function toLogEntryBody(proposed: string): Buffer {
  const entry = proposal.parse(JSON.parse(proposed));
  const stored = entry.kind === 'dsse' ? { ...entry, spec: toDsseSpec(entry.spec) } : entry;
  return Buffer.from(json.canonicalize(stored));
}

function toDsseSpec(spec: z.infer<typeof dsseSpec>): object {
  const { envelope: text, verifiers } = spec.proposedContent;
  const { payload, signatures } = envelope.parse(JSON.parse(text));
  return {
    envelopeHash: toHash(Buffer.from(text)),
    payloadHash: toHash(Buffer.from(payload, 'base64')),
    signatures: signatures.map(({ sig }, index) => ({ signature: sig, verifier: verifiers[index] ?? '' })),
  };
}

function toHash(bytes: Buffer): { algorithm: 'sha256'; value: string } {
  return { algorithm: 'sha256', value: createHash('sha256').update(bytes).digest('hex') };
}
