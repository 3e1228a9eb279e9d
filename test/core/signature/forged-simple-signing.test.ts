import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MAX_PAYLOAD_BYTES } from '../../../backend/core/signature/simple-payload.ts';
import { LOG_BUNDLE_ANNOTATION, SIGNATURE_ANNOTATION } from '../../../backend/core/signature/simple-signing.ts';
import type { SampleLog } from '../../../backend/samples/signing/sample-log.ts';
import { signBytes, toSigningKey, type SigningKey } from '../../../backend/samples/signing/signing-key.ts';
import type { SimpleSignature } from '../../../backend/samples/signing/sign-simple.ts';
import { toHashedRekordBody, toSimpleAnnotations, toSimplePayload } from '../../../backend/samples/signing/simple-parts.ts';
import { editEncoded, editJson, type Edit } from './support/json-edits.ts';
import { at, claims, digest, keys, log, otherDigest, reference, request, simple, simpleMaterial, strangeLog, trust, verify } from './support/signed-world.ts';

const genuine = simple();
const goodPayload = JSON.stringify(toSimplePayload(request));
const body = (change: { payload?: Buffer; signature?: Buffer; key?: SigningKey } = {}): Buffer => {
  const payload = change.payload ?? genuine.payload;
  const signature = change.signature ?? Buffer.from(genuine.annotations[SIGNATURE_ANNOTATION] ?? '', 'base64');
  return toHashedRekordBody(payload, signature, change.key ?? keys.trusted);
};

/** The trusted key really signs these bytes, and the log really logs them: only what they say is wrong. */
const signed = (payload: string | Buffer, change: { key?: SigningKey; log?: SampleLog; at?: Date } = {}): SimpleSignature => {
  const bytes = Buffer.from(payload);
  const key = change.key ?? keys.trusted;
  const signature = signBytes(bytes, key);
  const where = change.log ?? log;
  return { payload: bytes, annotations: toSimpleAnnotations(signature, where.append(toHashedRekordBody(bytes, signature, key), change.at ?? at), where.id) };
};

/** The genuine signature with a log entry of its own, whatever that says: anybody may ask a log to log. */
const logged = (entryBody: Buffer | string, from: SampleLog = log): SimpleSignature => {
  const entry = from.append(Buffer.from(entryBody), at);
  const { [LOG_BUNDLE_ANNOTATION]: bundle = '' } = toSimpleAnnotations(Buffer.of(1), entry, log.id);
  return annotated(LOG_BUNDLE_ANNOTATION, bundle);
};
/** Any signature of the genuine payload, logged under any key. */
const resigned = (signature: Buffer, key: SigningKey): SimpleSignature => {
  const entry = log.append(body({ signature, key }), at);
  return { payload: genuine.payload, annotations: toSimpleAnnotations(signature, entry, log.id) };
};
const annotated = (name: string, value: string): SimpleSignature => ({ ...genuine, annotations: { ...genuine.annotations, [name]: value } });
const unannotated = (name: string): SimpleSignature => ({
  ...genuine,
  annotations: Object.fromEntries(Object.entries(genuine.annotations).filter(([key]) => key !== name)),
});
const entryEdited = (...edits: Edit[]): SimpleSignature => annotated(LOG_BUNDLE_ANNOTATION, editJson(genuine.annotations[LOG_BUNDLE_ANNOTATION] ?? '', edits));
const entryReplaced = (pattern: RegExp, text: string): SimpleSignature =>
  annotated(LOG_BUNDLE_ANNOTATION, (genuine.annotations[LOG_BUNDLE_ANNOTATION] ?? '').replace(pattern, text));
const bodyEdited = (...edits: Edit[]): SimpleSignature => logged(editJson(body().toString(), edits));
const signatureText = (change: (text: string) => string): SimpleSignature =>
  annotated(SIGNATURE_ANNOTATION, change(genuine.annotations[SIGNATURE_ANNOTATION] ?? ''));
const payloadEdited = (...edits: Edit[]): SimpleSignature => signed(editJson(goodPayload, edits));
const pem = (text: string): string => Buffer.from(text).toString('base64');
const certificate = pem('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
const ed25519 = toSigningKey(generateKeyPairSync('ed25519').privateKey);

type Case = readonly [attack: string, forge: () => SimpleSignature, code: string];

const transplants: readonly Case[] = [
  ['a genuine signature of another image', () => simple({ digest: otherDigest }), 'signature_digest_differs'],
  ['a payload changed to name this image', () => ({ ...simple({ digest: otherDigest }), payload: Buffer.from(goodPayload) }), 'signature_cryptography_invalid'],
  ['a payload with another revision', () => ({ ...genuine, payload: Buffer.from(goodPayload.replace('4f1c', '0000')) }), 'signature_cryptography_invalid'],
  ['a payload with another repository', () => ({ ...genuine, payload: Buffer.from(goodPayload.replace('mcp/thing', 'mcp/other')) }), 'signature_cryptography_invalid'],
  ['a payload with a space more', () => ({ ...genuine, payload: Buffer.from(`${goodPayload} `) }), 'signature_cryptography_invalid'],
  ['a truncated payload', () => ({ ...genuine, payload: genuine.payload.subarray(0, -1) }), 'signature_payload_malformed'],
];

const signers: readonly Case[] = [
  ['a stranger who signs and logs', () => simple({ key: keys.stranger }), 'signature_key_untrusted'],
  ['a stranger with a key of another kind', () => resigned(sign(null, genuine.payload, ed25519.privateKey), ed25519), 'signature_key_untrusted'],
  ['a stranger whose log entry names the trusted key', () => resigned(signBytes(genuine.payload, keys.stranger), keys.trusted), 'signature_cryptography_invalid'],
  ['a signature of zeros that was logged', () => resigned(Buffer.alloc(70), keys.trusted), 'signature_cryptography_invalid'],
  ['a signature of r = s = 0', () => resigned(Buffer.from('3006020100020100', 'hex'), keys.trusted), 'signature_cryptography_invalid'],
  ['a genuine signature that a stranger logged as his', () => logged(body({ key: keys.stranger })), 'log_entry_differs'],
  ['a key that was retired before', () => simple({ key: keys.retired }), 'signature_key_expired'],
  ['a key that was not valid yet', () => simple({ key: keys.retired, at: new Date('2025-12-31T23:59:59Z') }), 'signature_key_expired'],
  ['a certificate beside the signature', () => annotated('dev.sigstore.cosign/certificate', 'x'), 'signature_key_untrusted'],
  ['a certificate in the log entry', () => bodyEdited(['spec|signature|publicKey|content', certificate]), 'signature_key_untrusted'],
  ['the private key in the log entry', () => bodyEdited(['spec|signature|publicKey|content', pem('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')]), 'log_entry_malformed'],
  ['two keys in the log entry', () => bodyEdited(['spec|signature|publicKey|content', pem(keys.stranger.pem + keys.trusted.pem)]), 'log_entry_malformed'],
  ['a key that is not base64 inside', () => bodyEdited(['spec|signature|publicKey|content', pem('-----BEGIN PUBLIC KEY-----\nAAA\n-----END PUBLIC KEY-----\n')]), 'log_entry_malformed'],
  ['a key that is not text', () => bodyEdited(['spec|signature|publicKey|content', Buffer.of(0xff, 0xfe).toString('base64')]), 'log_entry_malformed'],
];

const logs: readonly Case[] = [
  ['no log entry', () => unannotated(LOG_BUNDLE_ANNOTATION), 'log_entry_missing'],
  ['an empty log entry', () => annotated(LOG_BUNDLE_ANNOTATION, ''), 'log_entry_missing'],
  ['a log that nobody trusts', () => simple({ log: strangeLog }), 'log_untrusted'],
  ['a log that nobody trusts under the id of the trusted one', () => logged(body(), strangeLog), 'log_entry_invalid'],
  ['a time before the log was trusted', () => simple({ at: new Date('2024-12-31T23:59:59Z') }), 'log_untrusted'],
  ['a time beyond the calendar', () => simple({ at: new Date(253_402_300_800_000) }), 'log_entry_malformed'],
  ['a time beyond any date', () => entryEdited(['Payload|integratedTime', Number.MAX_SAFE_INTEGER]), 'log_untrusted'],
  ['another time', () => entryEdited(['Payload|integratedTime', 1_777_716_001]), 'log_entry_invalid'],
  ['another log index', () => entryEdited(['Payload|logIndex', 99_999]), 'log_entry_invalid'],
  ['another log id', () => entryEdited(['Payload|logID', '0'.repeat(64)]), 'log_untrusted'],
  ['the timestamp of another entry', () => entryReplaced(/"SignedEntryTimestamp":"[^"]+"/, /"SignedEntryTimestamp":"[^"]+"/.exec(simple().annotations[LOG_BUNDLE_ANNOTATION] ?? '')?.[0] ?? ''), 'log_entry_invalid'],
  ['a timestamp of nothing', () => entryEdited(['SignedEntryTimestamp', 'AAAA']), 'log_entry_invalid'],
  ['a body written differently', () => entryEdited(['Payload|body', (old: string) => Buffer.from(`${Buffer.from(old, 'base64').toString()} `).toString('base64')]), 'log_entry_invalid'],
  ['a body whose key was exchanged afterwards', () => entryEdited(['Payload|body', (old: string) => editEncoded(old, [['spec|signature|publicKey|content', pem(keys.stranger.pem)]])]), 'log_entry_differs'],
  ['the entry of another signature of the same payload', () => annotated(LOG_BUNDLE_ANNOTATION, simple().annotations[LOG_BUNDLE_ANNOTATION] ?? ''), 'log_entry_differs'],
  ['the entry of another payload', () => annotated(LOG_BUNDLE_ANNOTATION, simple({ digest: otherDigest }).annotations[LOG_BUNDLE_ANNOTATION] ?? ''), 'log_entry_differs'],
  ['an entry about another hash', () => bodyEdited(['spec|data|hash|value', '0'.repeat(64)]), 'log_entry_differs'],
  ['an entry of kind rekord', () => bodyEdited(['kind', 'rekord']), 'log_entry_kind_wrong'],
  ['an entry of kind dsse', () => bodyEdited(['kind', 'dsse']), 'log_entry_kind_wrong'],
  ['an entry of another version', () => bodyEdited(['apiVersion', '0.0.2']), 'log_entry_kind_wrong'],
  ['a hash by another algorithm', () => bodyEdited(['spec|data|hash|algorithm', 'sha512']), 'log_entry_kind_wrong'],
  ['a hash in upper case', () => bodyEdited(['spec|data|hash|value', (old: string) => old.toUpperCase()]), 'log_entry_malformed'],
  ['a logged signature with a line break', () => bodyEdited(['spec|signature|content', (old: string) => `${old}\n`]), 'log_entry_malformed'],
  ['an empty logged signature', () => bodyEdited(['spec|signature|content', '']), 'log_entry_malformed'],
  ['a body without a kind', () => bodyEdited(['kind', undefined]), 'log_entry_malformed'],
  ['a body without a key', () => bodyEdited(['spec|signature|publicKey', undefined]), 'log_entry_malformed'],
  ['a body with two kinds', () => logged(body().toString().replace('{', '{"kind":"hashedrekord",')), 'log_entry_malformed'],
  ['a body that is not JSON', () => logged('hashedrekord'), 'log_entry_malformed'],
  ['a body that is not UTF-8', () => logged(Buffer.of(0x7b, 0xff, 0x7d)), 'log_entry_malformed'],
  ['an empty body', () => logged(''), 'log_entry_malformed'],
];

const encodings: readonly Case[] = [
  ['no signature', () => unannotated(SIGNATURE_ANNOTATION), 'signature_malformed'],
  ['an empty signature', () => signatureText(() => ''), 'signature_malformed'],
  ['a line break in the signature', () => signatureText((text) => `${text.slice(0, 40)}\n${text.slice(40)}`), 'signature_malformed'],
  ['junk after the signature', () => signatureText((text) => `${text}!`), 'signature_malformed'],
  ['a signature without its last letter', () => signatureText((text) => text.slice(0, -1)), 'signature_malformed'],
  ['a signature in the alphabet of URLs', () => signatureText(() => '-_-_'), 'signature_malformed'],
  ['a signature of one byte', () => signatureText(() => 'AA=='), 'signature_cryptography_invalid'],
  ['junk in the timestamp', () => entryEdited(['SignedEntryTimestamp', (old: string) => `${old} `]), 'log_entry_malformed'],
  ['junk in the body', () => entryEdited(['Payload|body', (old: string) => `${old}\n`]), 'log_entry_malformed'],
  ['a log index as text', () => entryEdited(['Payload|logIndex', '0']), 'log_entry_malformed'],
  ['a log index with a fraction', () => entryReplaced(/"logIndex":(\d+)/, '"logIndex":$1.0'), 'log_entry_malformed'],
  ['a log index with an exponent', () => entryReplaced(/"logIndex":(\d+)/, '"logIndex":$1e0'), 'log_entry_malformed'],
  ['a negative log index', () => entryEdited(['Payload|logIndex', -1]), 'log_entry_malformed'],
  ['a log index beyond exact numbers', () => entryReplaced(/"logIndex":\d+/, '"logIndex":9007199254740993'), 'log_entry_malformed'],
  ['no log index', () => entryEdited(['Payload|logIndex', undefined]), 'log_entry_malformed'],
  ['a time as text', () => entryEdited(['Payload|integratedTime', '1777716000']), 'log_entry_malformed'],
  ['a time with a fraction', () => entryReplaced(/"integratedTime":(\d+)/, '"integratedTime":$1.0'), 'log_entry_malformed'],
  ['two times', () => entryReplaced(/"integratedTime":/, '"integratedTime":1,"integratedTime":'), 'log_entry_malformed'],
  ['the same time twice', () => entryReplaced(/("integratedTime":\d+)/, '$1,$1'), 'log_entry_malformed'],
  ['a log id in upper case', () => entryEdited(['Payload|logID', (old: string) => old.toUpperCase()]), 'log_entry_malformed'],
  ['a short log id', () => entryEdited(['Payload|logID', (old: string) => old.slice(2)]), 'log_entry_malformed'],
  ['a log entry that is not JSON', () => annotated(LOG_BUNDLE_ANNOTATION, '{'), 'log_entry_malformed'],
  ['a log entry of a megabyte', () => annotated(LOG_BUNDLE_ANNOTATION, `{"x":"${'x'.repeat(1_000_000)}"}`), 'log_entry_malformed'],
  ['a prototype in the log entry', () => entryReplaced(/\{/, '{"__proto__":{"Payload":{}},'), 'log_entry_malformed'],
];

const payloads: readonly Case[] = [
  ['another type', () => payloadEdited(['critical|type', 'atomic container signature']), 'signature_type_wrong'],
  ['no type', () => payloadEdited(['critical|type', undefined]), 'signature_payload_malformed'],
  ['two digests, ours last', () => signed(goodPayload.replace('"docker-manifest-digest"', `"docker-manifest-digest":"${otherDigest}","docker-manifest-digest"`)), 'signature_payload_duplicate_key'],
  ['the same digest twice', () => signed(goodPayload.replace('"docker-manifest-digest"', `"docker-manifest-digest":"${digest}","docker-manifest-digest"`)), 'signature_payload_duplicate_key'],
  ['a second digest in other letters', () => signed(goodPayload.replace('"docker-manifest-digest"', `"Docker-Manifest-Digest":"${otherDigest}","docker-manifest-digest"`)), 'signature_payload_duplicate_key'],
  ['a second critical part', () => signed(goodPayload.replace('{', '{"critical":{},')), 'signature_payload_duplicate_key'],
  ['a critical member that nobody knows', () => payloadEdited(['critical|platform', 'linux/amd64']), 'signature_payload_malformed'],
  ['a digest in upper case', () => payloadEdited(['critical|image|docker-manifest-digest', digest.toUpperCase()]), 'signature_payload_malformed'],
  ['a digest with a space', () => payloadEdited(['critical|image|docker-manifest-digest', `${digest} `]), 'signature_payload_malformed'],
  ['a digest by another algorithm', () => payloadEdited(['critical|image|docker-manifest-digest', `sha512:${'a'.repeat(128)}`]), 'signature_payload_malformed'],
  ['a digest that is a list', () => payloadEdited(['critical|image|docker-manifest-digest', [digest]]), 'signature_payload_malformed'],
  ['no repository', () => payloadEdited(['critical|identity', {}]), 'signature_payload_malformed'],
  ['an empty repository', () => payloadEdited(['critical|identity|docker-reference', '']), 'signature_payload_malformed'],
  ['a repository with a line break', () => payloadEdited(['critical|identity|docker-reference', `${reference}\n`]), 'signature_payload_malformed'],
  ['a repository that is an address', () => payloadEdited(['critical|identity|docker-reference', 'https://docker.io/mcp/thing']), 'signature_payload_malformed'],
  ['a revision that is a number', () => payloadEdited(['optional|org.opencontainers.image.revision', 1]), 'signature_payload_malformed'],
  ['a revision that is null', () => payloadEdited(['optional|org.opencontainers.image.revision', null]), 'signature_payload_malformed'],
  ['claims that are a list', () => payloadEdited(['optional', []]), 'signature_payload_malformed'],
  ['a payload that is not JSON', () => signed('critical'), 'signature_payload_malformed'],
  ['an empty payload', () => signed(''), 'signature_payload_malformed'],
  ['a payload that is not UTF-8', () => signed(Buffer.concat([Buffer.from(goodPayload.slice(0, -1)), Buffer.of(0xff, 0x7d)])), 'signature_payload_malformed'],
  ['a byte order mark', () => signed(`\ufeff${goodPayload}`), 'signature_payload_malformed'],
  ['a payload in the depth', () => signed('['.repeat(60_000)), 'signature_payload_malformed'],
  ['a payload above 64 KiB', () => signed(goodPayload.padEnd(MAX_PAYLOAD_BYTES + 1)), 'signature_payload_malformed'],
  ['a prototype in the payload', () => signed(goodPayload.replace('{', '{"__proto__":{},')), 'signature_payload_malformed'],
];

describe('when a .sig signature is genuine', () => {
  it('is valid, so that each attack below is what breaks it', () => {
    expect(verify(simpleMaterial(genuine))).toMatchObject({ state: 'valid', claim: claims['org.opencontainers.image.revision'] });
    expect(verify(simpleMaterial(signed(goodPayload))).state).toBe('valid');
    expect(verify(simpleMaterial(logged(body()))).state).toBe('valid');
  });
});

describe('when a .sig signature is forged or broken', () => {
  it.each([...transplants, ...signers, ...logs, ...encodings, ...payloads])('rejects %s', (_attack, forge, code) => {
    const finding = verify(simpleMaterial(forge()));
    expect(finding.state).toBe('rejected');
    expect(finding).toMatchObject({ location: 'here', code });
  });

  it('trusts no stranger beside a trusted key', () => {
    expect(trust.keys.map(({ name }) => name)).toEqual(['trusted', 'retired']);
  });
});
