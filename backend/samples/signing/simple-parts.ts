import { createHash } from 'node:crypto';
import { json } from '@sigstore/core';
import { LOG_BUNDLE_ANNOTATION, SIGNATURE_ANNOTATION } from '../../core/signature/simple-signing.ts';
import type { SampleLogEntry } from './sample-log.ts';
import type { SigningKey } from './signing-key.ts';
import type { SigningRequest } from './signing-request.ts';

/** What a simple signing payload says. */
export interface SimplePayload extends Pick<SigningRequest, 'digest' | 'claims'> {
  readonly reference: string;
}

/** The simple signing payload, members in cosign's order. */
export function toSimplePayload({ digest, reference, claims }: SimplePayload): object {
  const identity = { 'docker-reference': reference };
  const image = { 'docker-manifest-digest': digest };
  return { critical: { identity, image, type: 'cosign container image signature' }, optional: claims };
}

/** The body of a `hashedrekord` 0.0.1 entry, in canonical JSON. */
export function toHashedRekordBody(payload: Buffer, signature: Buffer, key: SigningKey): Buffer {
  const hash = { algorithm: 'sha256', value: createHash('sha256').update(payload).digest('hex') };
  const publicKey = { content: Buffer.from(key.pem).toString('base64') };
  const spec = { data: { hash }, signature: { content: signature.toString('base64'), publicKey } };
  return Buffer.from(json.canonicalize({ apiVersion: '0.0.1', kind: 'hashedrekord', spec }));
}

/** The annotations of the layer: signature and log entry. */
export function toSimpleAnnotations(signature: Buffer, entry: SampleLogEntry, logId: Buffer): Readonly<Record<string, string>> {
  const { body, integratedTime, logIndex, entryTimestamp } = entry;
  const bundle = {
    SignedEntryTimestamp: entryTimestamp.toString('base64'),
    Payload: { body: body.toString('base64'), integratedTime, logIndex, logID: logId.toString('hex') },
  };
  return { [SIGNATURE_ANNOTATION]: signature.toString('base64'), [LOG_BUNDLE_ANNOTATION]: JSON.stringify(bundle) };
}
