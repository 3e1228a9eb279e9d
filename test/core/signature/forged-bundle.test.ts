import { createHash } from 'node:crypto';
import { dsse, json } from '@sigstore/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MAX_BUNDLE_BYTES } from '../../../backend/core/signature/sigstore-bundle.ts';
import { MAX_PAYLOAD_BYTES } from '../../../backend/core/signature/simple-payload.ts';
import { STATEMENT_MEDIA_TYPE } from '../../../backend/core/signature/statement.ts';
import { signStatement, toDsseBody, toStatement } from '../../../backend/samples/signing/sign-bundle.ts';
import { signBytes, type SigningKey } from '../../../backend/samples/signing/signing-key.ts';
import { editEncoded, editJson, textAt, type Edit, type Json } from './support/json-edits.ts';
import { at, bundle, bundleMaterial, claims, digest, keys, log, otherDigest, request, strangeLog, verify } from './support/signed-world.ts';

const ENTRY = 'verificationMaterial|tlogEntries|0';
const BODY = `${ENTRY}|canonicalizedBody`;
const PROOF = `${ENTRY}|inclusionProof`;
const CHECKPOINT = `${PROOF}|checkpoint|envelope`;

bundle({ digest: otherDigest });
const genuine = bundle().toString();
const statement = JSON.stringify(toStatement(request));
const edited = (...edits: Edit[]): string => editJson(genuine, edits);
const bundleSchema = z.object({ verificationMaterial: z.object({ tlogEntries: z.tuple([z.json()]) }) });

/** The trusted key really signs this statement, and the log really logs it: only what it says is wrong. */
const signed = (payload: string | Buffer): object => signStatement(Buffer.from(payload), request);
const stated = (...edits: Edit[]): object => signed(editJson(statement, edits));
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');

/** Any entry body, with the log's genuine timestamp and proof around the genuine envelope. */
const logged = (body: Buffer | string, from = log): string => {
  const entry = from.append(Buffer.from(body), at);
  const { logIndex, treeSize, rootHash, hashes, checkpoint } = from.prove(entry);
  return edited(
    [`${ENTRY}|logIndex`, String(entry.logIndex)],
    [`${ENTRY}|inclusionPromise|signedEntryTimestamp`, base64(entry.entryTimestamp)],
    [PROOF, { logIndex: String(logIndex), treeSize: String(treeSize), rootHash: base64(rootHash), hashes: hashes.map(base64), checkpoint: { envelope: checkpoint } }],
    [BODY, base64(entry.body)],
  );
};
const genuineBody = Buffer.from(textAt(genuine, BODY), 'base64').toString();
const entryOf = (text: Buffer): Json => bundleSchema.parse(JSON.parse(text.toString())).verificationMaterial.tlogEntries[0];
const bodyEdited = (...edits: Edit[]): string => logged(editJson(genuineBody, edits));
const payload = Buffer.from(statement);
const signatureOf = (text: string): Buffer => Buffer.from(textAt(text, 'dsseEnvelope|signatures|0|sig'), 'base64');
const resigned = (signature: Buffer, key: SigningKey): string =>
  editJson(logged(toDsseBody(payload, signature, key)), [['dsseEnvelope|signatures|0|sig', base64(signature)]]);
const otherType = (payloadType: string): string => {
  const signature = signBytes(dsse.preAuthEncoding(payloadType, payload), keys.trusted);
  return editJson(resigned(signature, keys.trusted), [['dsseEnvelope|payloadType', payloadType]]);
};

/** An entry as Rekor v2 keeps it: no time, no timestamp, only the proof. */
const loggedV2 = (body: object, kind: string): string =>
  editJson(logged(json.canonicalize(body)), [
    [`${ENTRY}|kindVersion`, { kind, version: '0.0.2' }],
    [`${ENTRY}|inclusionPromise`, undefined],
    [`${ENTRY}|integratedTime`, undefined],
  ]);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64');
const signatureV2 = (verifier: object): object => ({ content: base64(signatureOf(genuine)), verifier });
const keyV2 = (key: SigningKey): object => ({ keyDetails: 'PKIX_ECDSA_P256_SHA_256', publicKey: { rawBytes: base64(key.der) } });
const hashedRekordV2 = (verifier: object, algorithm = 'SHA2_256'): string => {
  const data = { algorithm, digest: sha256(dsse.preAuthEncoding(STATEMENT_MEDIA_TYPE, payload)) };
  return loggedV2({ apiVersion: '0.0.2', kind: 'hashedrekord', spec: { hashedRekordV002: { data, signature: signatureV2(verifier) } } }, 'hashedrekord');
};
const dsseV2 = (verifier: object, hashed = payload): string => {
  const payloadHash = { algorithm: 'SHA2_256', digest: sha256(hashed) };
  return loggedV2({ apiVersion: '0.0.2', kind: 'dsse', spec: { dsseV002: { payloadHash, signatures: [signatureV2(verifier)] } } }, 'dsse');
};

type Case = readonly [attack: string, forge: () => Buffer | string | object, code: string];

const transplants: readonly Case[] = [
  ['a genuine signature of another image', () => bundle({ digest: otherDigest }), 'signature_digest_differs'],
  ['a statement changed to name this image', () => editJson(bundle({ digest: otherDigest }).toString(), [['dsseEnvelope|payload', base64(statement)]]), 'signature_cryptography_invalid'],
  ['a statement with another revision', () => edited(['dsseEnvelope|payload', base64(statement.replace('4f1c', '0000'))]), 'signature_cryptography_invalid'],
  ['a statement with a space more', () => edited(['dsseEnvelope|payload', base64(`${statement} `)]), 'signature_cryptography_invalid'],
  ['a payload type exchanged afterwards', () => edited(['dsseEnvelope|payloadType', 'application/json']), 'signature_type_wrong'],
  ['a signature over the bare statement', () => resigned(signBytes(payload, keys.trusted), keys.trusted), 'signature_cryptography_invalid'],
];

const statements: readonly Case[] = [
  ['an attestation of another predicate', () => stated(['predicateType', 'https://slsa.dev/provenance/v1']), 'signature_type_wrong'],
  ['a predicate type with a slash more', () => stated(['predicateType', (old: string) => `${old}/`]), 'signature_type_wrong'],
  ['a statement of an older type', () => stated(['_type', 'https://in-toto.io/Statement/v0.1']), 'signature_type_wrong'],
  ['a payload of another type', () => otherType('application/json'), 'signature_type_wrong'],
  ['no predicate type', () => stated(['predicateType', undefined]), 'signature_payload_malformed'],
  ['no subject', () => stated(['subject', []]), 'signature_payload_malformed'],
  ['two subjects, ours second', () => stated(['subject', (old: Json[]) => [{ digest: { sha256: 'b'.repeat(64) } }, ...old]]), 'signature_payload_malformed'],
  ['a subject without sha256', () => stated(['subject|0|digest', { sha512: 'a'.repeat(128) }]), 'signature_payload_malformed'],
  ['a digest in upper case', () => stated(['subject|0|digest|sha256', 'A'.repeat(64)]), 'signature_payload_malformed'],
  ['a digest with its algorithm', () => stated(['subject|0|digest|sha256', digest]), 'signature_payload_malformed'],
  ['two digests, ours last', () => signed(statement.replace('"sha256"', `"sha256":"${'b'.repeat(64)}","sha256"`)), 'signature_payload_duplicate_key'],
  ['the same digest twice', () => signed(statement.replace('"sha256"', `"sha256":"${'a'.repeat(64)}","sha256"`)), 'signature_payload_duplicate_key'],
  ['a second digest in other letters', () => signed(statement.replace('"sha256"', `"SHA256":"${'b'.repeat(64)}","sha256"`)), 'signature_payload_duplicate_key'],
  ['a second subject in other letters', () => stated(['Subject', [{ digest: { sha256: 'b'.repeat(64) } }]]), 'signature_payload_duplicate_key'],
  ['a revision that is a list', () => stated(['subject|0|annotations|org.opencontainers.image.revision', []]), 'signature_payload_malformed'],
  ['a statement that is not JSON', () => signed('statement'), 'signature_payload_malformed'],
  ['a statement that is not UTF-8', () => signed(Buffer.of(0xff)), 'signature_payload_malformed'],
  ['a statement above 64 KiB', () => signed(statement.padEnd(MAX_PAYLOAD_BYTES + 1)), 'signature_payload_malformed'],
];

const signers: readonly Case[] = [
  ['a stranger who signs and logs', () => bundle({ key: keys.stranger }), 'signature_key_untrusted'],
  ['a stranger who hints at the trusted key', () => editJson(bundle({ key: keys.stranger }).toString(), [['verificationMaterial|publicKey|hint', keys.trusted.fingerprint]]), 'signature_key_untrusted'],
  ['a stranger whose log entry names the trusted key', () => resigned(signBytes(dsse.preAuthEncoding(STATEMENT_MEDIA_TYPE, payload), keys.stranger), keys.trusted), 'signature_cryptography_invalid'],
  ['a genuine signature that a stranger logged as his', () => logged(toDsseBody(payload, signatureOf(genuine), keys.stranger)), 'log_entry_differs'],
  ['a key that was retired before', () => bundle({ key: keys.retired }), 'signature_key_expired'],
  ['a certificate', () => edited(['verificationMaterial|certificate', { rawBytes: 'AAAA' }]), 'signature_key_untrusted'],
  ['a certificate chain', () => edited(['verificationMaterial|publicKey', undefined], ['verificationMaterial|x509CertificateChain', { certificates: [] }]), 'signature_key_untrusted'],
  ['a certificate in the log entry', () => bodyEdited(['spec|signatures|0|verifier', base64('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')]), 'signature_key_untrusted'],
  ['a certificate in an entry of Rekor v2', () => hashedRekordV2({ x509Certificate: { rawBytes: 'AAAA' } }), 'signature_key_untrusted'],
  ['a stranger in an entry of Rekor v2', () => dsseV2(keyV2(keys.stranger)), 'log_entry_differs'],
  ['neither key nor certificate', () => edited(['verificationMaterial|publicKey', undefined]), 'signature_malformed'],
];

const logs: readonly Case[] = [
  ['no log entry', () => edited(['verificationMaterial|tlogEntries', []]), 'log_entry_missing'],
  ['no list of log entries', () => edited(['verificationMaterial|tlogEntries', undefined]), 'log_entry_missing'],
  ['two log entries', () => edited(['verificationMaterial|tlogEntries', (old: Json[]) => [...old, ...old]]), 'log_entry_malformed'],
  ['a log that nobody trusts', () => bundle({ log: strangeLog }), 'log_untrusted'],
  ['a log that nobody trusts under the id of the trusted one', () => logged(genuineBody, strangeLog), 'log_entry_invalid'],
  ['another time', () => edited([`${ENTRY}|integratedTime`, '1777716001']), 'log_entry_invalid'],
  ['no time', () => edited([`${ENTRY}|integratedTime`, undefined]), 'log_untrusted'],
  ['another log index', () => edited([`${ENTRY}|logIndex`, '99999']), 'log_entry_invalid'],
  ['another index in the proof', () => edited([`${PROOF}|logIndex`, '0']), 'log_entry_invalid'],
  ['an index beyond the tree', () => edited([`${PROOF}|logIndex`, '9007199254740991']), 'log_entry_invalid'],
  ['another tree size in the proof', () => edited([`${PROOF}|treeSize`, '3']), 'log_entry_invalid'],
  ['another root in the proof', () => edited([`${PROOF}|rootHash`, base64(Buffer.alloc(32))]), 'log_entry_invalid'],
  ['no hashes', () => edited([`${PROOF}|hashes`, undefined]), 'log_entry_invalid'],
  ['a hash too many', () => edited([`${PROOF}|hashes`, (old: Json[]) => [...old, base64(Buffer.alloc(32))]]), 'log_entry_invalid'],
  ['a hundred hashes', () => edited([`${PROOF}|hashes`, Array.from({ length: 100 }, () => base64(Buffer.alloc(32)))]), 'log_entry_malformed'],
  ['a checkpoint that nobody signed', () => edited([CHECKPOINT, (old: string) => `${old.split('\n\n')[0] ?? ''}\n\n`]), 'log_entry_invalid'],
  ['a checkpoint of another size', () => edited([CHECKPOINT, (old: string) => old.replace('\n2\n', '\n3\n')]), 'log_entry_invalid'],
  ['a checkpoint without a size', () => edited([CHECKPOINT, (old: string) => old.replace('\n2\n', '\nmany\n')]), 'log_entry_invalid'],
  ['a checkpoint of one line', () => edited([CHECKPOINT, 'log.test\n\n\u2014 log.test AAAAAAAA\n']), 'log_entry_invalid'],
  ['a checkpoint with a short signature', () => edited([CHECKPOINT, (old: string) => `${old.split('\n\n')[0] ?? ''}\n\n\u2014 log.test AAAA\n`]), 'log_entry_invalid'],
  ['an empty checkpoint', () => edited([CHECKPOINT, '']), 'log_entry_invalid'],
  ['no proof', () => edited([PROOF, undefined]), 'log_entry_malformed'],
  ['a timestamp of nothing', () => edited([`${ENTRY}|inclusionPromise|signedEntryTimestamp`, 'AAAA']), 'log_entry_invalid'],
  ['a body whose key was exchanged afterwards', () => edited([BODY, (old: string) => editEncoded(old, [['spec|signatures|0|verifier', base64(keys.stranger.pem)]])]), 'log_entry_differs'],
  ['the entry of another signature of the same statement', () => edited([ENTRY, entryOf(bundle())]), 'log_entry_differs'],
  ['the entry of another statement', () => edited([ENTRY, entryOf(bundle({ digest: otherDigest }))]), 'log_entry_differs'],
  ['an entry of Rekor v2 about another statement', () => dsseV2(keyV2(keys.trusted), Buffer.from('{}')), 'log_entry_differs'],
  ['an entry of kind hashedrekord 0.0.1', () => bodyEdited(['kind', 'hashedrekord']), 'log_entry_kind_wrong'],
  ['an entry of kind intoto', () => bodyEdited(['kind', 'intoto']), 'log_entry_kind_wrong'],
  ['an entry of version 0.0.3', () => bodyEdited(['apiVersion', '0.0.3']), 'log_entry_kind_wrong'],
  ['a bundle that calls its entry a hashedrekord', () => edited([`${ENTRY}|kindVersion|kind`, 'hashedrekord']), 'log_entry_kind_wrong'],
  ['a bundle that calls its entry another version', () => edited([`${ENTRY}|kindVersion|version`, '0.0.2']), 'log_entry_kind_wrong'],
  ['a hash by another algorithm', () => bodyEdited(['spec|payloadHash|algorithm', 'sha1']), 'log_entry_kind_wrong'],
  ['a hash by another algorithm in Rekor v2', () => hashedRekordV2(keyV2(keys.trusted), 'SHA2_512'), 'log_entry_kind_wrong'],
  ['an entry of two signatures', () => bodyEdited(['spec|signatures', (old: Json[]) => [...old, ...old]]), 'log_entry_malformed'],
  ['an entry of no signature', () => bodyEdited(['spec|signatures', []]), 'log_entry_malformed'],
];

const encodings: readonly Case[] = [
  ['a bundle that is not JSON', () => 'bundle', 'signature_malformed'],
  ['an empty bundle', () => Buffer.alloc(0), 'signature_malformed'],
  ['a bundle that is not UTF-8', () => Buffer.of(0xff), 'signature_malformed'],
  ['a bundle that is a list', () => '[]', 'signature_malformed'],
  ['a bundle above its limit', () => genuine.padEnd(MAX_BUNDLE_BYTES + 1), 'signature_malformed'],
  ['two media types', () => genuine.replace('{', '{"mediaType":"x",'), 'signature_malformed'],
  ['another media type', () => edited(['mediaType', 'application/json']), 'signature_malformed'],
  ['no media type', () => edited(['mediaType', undefined]), 'signature_malformed'],
  ['a bundle of a file', () => edited(['dsseEnvelope', undefined], ['messageSignature', {}]), 'signature_type_wrong'],
  ['two contents', () => edited(['messageSignature', {}]), 'signature_malformed'],
  ['no signature', () => edited(['dsseEnvelope|signatures', []]), 'signature_malformed'],
  ['two signatures', () => edited(['dsseEnvelope|signatures', (old: Json[]) => [...old, ...old]]), 'signature_malformed'],
  ['an empty payload', () => edited(['dsseEnvelope|payload', '']), 'signature_malformed'],
  ['a payload with a line break', () => edited(['dsseEnvelope|payload', (old: string) => `${old}\n`]), 'signature_malformed'],
  ['a signature with junk', () => edited(['dsseEnvelope|signatures|0|sig', (old: string) => `!${old}`]), 'signature_malformed'],
  ['a log index that is a number', () => edited([`${ENTRY}|logIndex`, 1]), 'log_entry_malformed'],
  ['a log index with a fraction', () => edited([`${ENTRY}|logIndex`, '1.0']), 'log_entry_malformed'],
  ['a log index with a leading zero', () => edited([`${ENTRY}|logIndex`, '01']), 'log_entry_malformed'],
  ['a log index with a space', () => edited([`${ENTRY}|logIndex`, ' 1']), 'log_entry_malformed'],
  ['a log index in hexadecimal', () => edited([`${ENTRY}|logIndex`, '0x1']), 'log_entry_malformed'],
  ['a log index beyond exact numbers', () => edited([`${ENTRY}|logIndex`, '9007199254740993']), 'log_entry_malformed'],
  ['a time that is a number', () => edited([`${ENTRY}|integratedTime`, 1_777_716_000]), 'log_entry_malformed'],
  ['a body with a line break', () => edited([BODY, (old: string) => `${old}\n`]), 'log_entry_malformed'],
  ['a log id with junk', () => edited([`${ENTRY}|logId|keyId`, (old: string) => `${old}=`]), 'log_entry_malformed'],
  ['a proof hash with junk', () => edited([`${PROOF}|hashes`, ['?']]), 'log_entry_malformed'],
  ['a log entry that is null', () => edited([ENTRY, null]), 'log_entry_malformed'],
];

describe('when a bundle is genuine', () => {
  it('is valid, so that each attack below is what breaks it', () => {
    expect(verify(bundleMaterial(genuine))).toMatchObject({ state: 'valid', claim: claims['org.opencontainers.image.revision'] });
    expect(verify(bundleMaterial(signed(statement))).state).toBe('valid');
    expect(verify(bundleMaterial(logged(genuineBody))).state).toBe('valid');
  });

  it('needs no hint to find its key, and believes none', () => {
    expect(verify(bundleMaterial(edited(['verificationMaterial|publicKey|hint', 'another'])))).toEqual(verify(bundleMaterial(genuine)));
  });
});

describe('when a bundle carries a timestamp of an authority beside its log entry', () => {
  it('takes the time from the log alone', () => {
    const timestamps = { rfc3161Timestamps: [{ signedTimestamp: 'AAAA' }] };
    expect(verify(bundleMaterial(edited(['verificationMaterial|timestampVerificationData', timestamps])))).toEqual(verify(bundleMaterial(genuine)));
  });
});

describe('when a bundle is forged or broken', () => {
  it.each([...transplants, ...statements, ...signers, ...logs, ...encodings])('rejects %s', (_attack, forge, code) => {
    const finding = verify(bundleMaterial(forge()));
    expect(finding.state).toBe('rejected');
    expect(finding).toMatchObject({ location: 'here', code });
  });
});

describe('when a bundle is of a kind that cannot be judged', () => {
  it.each<readonly [string, () => string]>([
    ['an entry of Rekor v2 (dsse) without a signed time', () => dsseV2(keyV2(keys.trusted))],
    ['an entry of Rekor v2 (hashedrekord) without a signed time', () => hashedRekordV2(keyV2(keys.trusted))],
    ['an entry of Rekor v1 without its timestamp', () => edited([`${ENTRY}|inclusionPromise`, undefined])],
    ['an entry of Rekor v1 whose timestamp is null', () => edited([`${ENTRY}|inclusionPromise`, null])],
    ['an older version of the bundle', () => edited(['mediaType', 'application/vnd.dev.sigstore.bundle+json;version=0.2'])],
    ['a newer version of the bundle', () => edited(['mediaType', 'application/vnd.dev.sigstore.bundle.v0.4+json'])],
  ])('leaves %s undecided', (_name, make) => {
    expect(verify(bundleMaterial(make()))).toMatchObject({ state: 'undecided', code: 'signature_format_unsupported', keyFingerprint: null });
  });
});
