import { createHash } from 'node:crypto';
import { dsse, json } from '@sigstore/core';
import type { Digest } from '../../core/image/digest.ts';
import { digestHex } from '../../core/image/digest.ts';
import { BUNDLE_MEDIA_TYPE } from '../../core/signature/sigstore-bundle.ts';
import { SIGN_PREDICATE_TYPE, STATEMENT_MEDIA_TYPE, STATEMENT_TYPE } from '../../core/signature/statement.ts';
import { toContentBlob, toDescriptor, type ContentBlob } from './content-blob.ts';
import type { SampleLog, SampleLogEntry } from './sample-log.ts';
import { signBytes, type SigningKey } from './signing-key.ts';
import type { SigningRequest } from './signing-request.ts';

/** Signs an image digest as cosign 3 does with a key: the bytes of a Sigstore bundle v0.3. */
export function signBundle(request: SigningRequest): Buffer {
  return Buffer.from(JSON.stringify(signStatement(toStatement(request), request)));
}

/** The in-toto statement, members in cosign's order. */
export function toStatement({ digest, claims }: Pick<SigningRequest, 'digest' | 'claims'>): object {
  const subject = { digest: { sha256: digestHex(digest) }, ...(claims === null ? {} : { annotations: claims }) };
  return { _type: STATEMENT_TYPE, subject: [subject], predicateType: SIGN_PREDICATE_TYPE, predicate: {} };
}

/** A bundle over any statement (or raw payload bytes), as an object. */
export function signStatement(statement: object, { key, log, at }: Pick<SigningRequest, 'key' | 'log' | 'at'>): object {
  const payload = Buffer.isBuffer(statement) ? statement : Buffer.from(JSON.stringify(statement));
  const signature = signBytes(dsse.preAuthEncoding(STATEMENT_MEDIA_TYPE, payload), key);
  const entry = log.append(toDsseBody(payload, signature, key), at);
  return {
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: { publicKey: { hint: key.fingerprint }, tlogEntries: [toTransparencyLogEntry(entry, log)] },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: STATEMENT_MEDIA_TYPE,
      signatures: [{ sig: signature.toString('base64') }],
    },
  };
}

/** The body of a `dsse` 0.0.1 entry, in canonical JSON. */
export function toDsseBody(payload: Buffer, signature: Buffer, key: SigningKey): Buffer {
  const sig = signature.toString('base64');
  const envelope = { payload: payload.toString('base64'), payloadType: STATEMENT_MEDIA_TYPE, signatures: [{ sig }] };
  const spec = {
    envelopeHash: toHash(Buffer.from(JSON.stringify(envelope))),
    payloadHash: toHash(payload),
    signatures: [{ signature: sig, verifier: Buffer.from(key.pem).toString('base64') }],
  };
  return Buffer.from(json.canonicalize({ apiVersion: '0.0.1', kind: 'dsse', spec }));
}

/** Manifest, config and bundle of the referrer, for an image manifest of the given descriptor; the manifest comes first. */
export function toReferrerContent(
  bundle: Buffer,
  subject: { readonly mediaType: string; readonly digest: Digest; readonly size: number },
): readonly [ContentBlob, ...ContentBlob[]] {
  const layer = toContentBlob(BUNDLE_MEDIA_TYPE, bundle);
  const config = toContentBlob('application/vnd.oci.empty.v1+json', {});
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = toContentBlob(mediaType, {
    schemaVersion: 2,
    mediaType,
    artifactType: BUNDLE_MEDIA_TYPE,
    config: toDescriptor(config),
    layers: [toDescriptor(layer)],
    subject,
    annotations: { 'dev.sigstore.bundle.content': 'dsse-envelope', 'dev.sigstore.bundle.predicateType': SIGN_PREDICATE_TYPE },
  });
  return [manifest, config, layer];
}

function toTransparencyLogEntry(entry: SampleLogEntry, log: SampleLog): object {
  const { logIndex, treeSize, rootHash, hashes, checkpoint } = log.prove(entry);
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: log.id.toString('base64') },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp: entry.entryTimestamp.toString('base64') },
    inclusionProof: {
      logIndex: String(logIndex),
      rootHash: rootHash.toString('base64'),
      treeSize: String(treeSize),
      hashes: hashes.map((hash) => hash.toString('base64')),
      checkpoint: { envelope: checkpoint },
    },
    canonicalizedBody: entry.body.toString('base64'),
  };
}

function toHash(bytes: Buffer): { readonly algorithm: 'sha256'; readonly value: string } {
  return { algorithm: 'sha256', value: createHash('sha256').update(bytes).digest('hex') };
}
