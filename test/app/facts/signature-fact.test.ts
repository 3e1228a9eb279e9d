import { describe, expect, it } from 'vitest';
import { establishSignature } from '../../../backend/app/facts/signature-fact.ts';
import { verifySubject } from '../../../backend/app/verify/verify-subject.ts';
import { createSignatureTrust } from '../../../backend/core/signature/create-signature-trust.ts';
import { parseTrustedRoot } from '../../../backend/core/signature/trusted-root.ts';
import { BUNDLE_MEDIA_TYPE } from '../../../backend/core/signature/sigstore-bundle.ts';
import { toContentBlob, toDescriptor } from '../../../backend/samples/signing/content-blob.ts';
import {
  CURRENT, HOUR, NOW, SIGNATURES, THING, digestOf, imageOf, keyOf, keys, localImage, localSubject, log, makeTestWorld, partsOf, remoteSubject, signWithReferrer, signWithTag, unbounded,
  type TestWorld,
} from '../support/test-world.ts';

const stateOf = async (test: TestWorld, change: Parameters<typeof remoteSubject>[1] = {}) =>
  (await establishSignature(test.world, remoteSubject(test, change), unbounded)).value.summary;

describe('when signatures are looked for', () => {
  it.each([
    ['a .sig tag in the signature repository', SIGNATURES, signWithTag, 1],
    ['a referrer in the signature repository', SIGNATURES, signWithReferrer, 2],
    ['a .sig tag beside the image', THING, signWithTag, 3],
    ['a referrer beside the image', THING, signWithReferrer, 4],
  ] as const)('finds %s', async (_name, repository, sign, places) => {
    const test = makeTestWorld();
    sign(test.content, test.thing, { repository });
    expect(await stateOf(test)).toMatchObject({ state: 'verified', signature: { claim: CURRENT, keyName: 'trusted' } });
    const asked = new Set(test.content.calls.filter((call) => call.startsWith('referrers') || call.includes('.sig')));
    expect(asked.size).toBe(places);
  });

  it('costs two requests where the signature stands where it is expected', async () => {
    const test = makeTestWorld();
    signWithTag(test.content, test.thing);
    await stateOf(test);
    expect(test.content.calls).toHaveLength(2);
  });

  it('asks first where the last one stood', async () => {
    const test = makeTestWorld();
    signWithReferrer(test.content, test.thing, { repository: THING });
    await stateOf(test);
    const next = imageOf('next');
    test.content.put(THING, next.blobs, 'next');
    signWithReferrer(test.content, next, { repository: THING });
    test.content.calls.length = 0;
    await stateOf(test, { digest: next.index.digest });
    expect(test.content.calls[0]).toBe(`referrers docker.io/mcp/thing@${next.index.digest}`);
  });

  it('looks beside the image alone outside of the signed namespaces', async () => {
    const test = makeTestWorld({ change: { policy: { ...makeTestWorld().world.policy, signedRepositories: ['docker.io/else/*'] } } });
    expect(await stateOf(test)).toMatchObject({ state: 'unsigned', locations: expect.arrayContaining([expect.stringContaining('docker.io/mcp/thing')]) as unknown });
    expect(test.content.calls.every((call) => call.includes('mcp/thing'))).toBe(true);
  });

  it('is not checkable without a digest', async () => {
    const test = makeTestWorld();
    const subject = localSubject(test.world, localImage(test.thing, { digests: [] }), null);
    expect((await establishSignature(test.world, subject, unbounded)).value.summary).toEqual({ state: 'notCheckable', code: 'digest_unknown' });
    expect(test.content.calls).toEqual([]);
  });

  it('takes an index in the place of a signature for a gap', async () => {
    const test = makeTestWorld();
    test.content.put(SIGNATURES, test.thing.blobs, `${test.thing.index.digest.replace(':', '-')}.sig`);
    expect(await stateOf(test)).toMatchObject({ state: 'indeterminate', code: 'manifest_malformed' });
  });

  it('does not take a referrer of another subject, or an SBOM, for a signature', async () => {
    const test = makeTestWorld();
    const other = imageOf('other');
    const artifact = toContentBlob('application/vnd.oci.image.manifest.v1+json', {
      schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json', config: toDescriptor(toContentBlob('application/x', {})), layers: [], subject: toDescriptor(other.index),
    });
    test.content.putReferrer(SIGNATURES, test.thing.index.digest, [artifact]);
    test.content.putReferrer(SIGNATURES, test.thing.index.digest, [toContentBlob('application/vnd.oci.image.manifest.v1+json', { no: 'manifest' })], 'application/spdx+json');
    expect((await stateOf(test)).state).toBe('unsigned');
  });

  it.each([BUNDLE_MEDIA_TYPE, 'application/vnd.oci.empty.v1+json'])('reads a referrer of artifact type %s', async (artifactType) => {
    const test = makeTestWorld();
    signWithReferrer(test.content, test.thing, { artifactType });
    expect((await stateOf(test)).state).toBe('verified');
  });

  it('says that it stopped at too many referrers', async () => {
    const test = makeTestWorld();
    for (let index = 0; index < 101; index += 1) {
      const manifest = toContentBlob('application/vnd.oci.image.manifest.v1+json', {
        schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json', config: toDescriptor(toContentBlob('application/x', { index })), layers: [], subject: toDescriptor(test.thing.index),
      });
      test.content.putReferrer(SIGNATURES, test.thing.index.digest, [manifest]);
    }
    expect(await stateOf(test)).toMatchObject({ state: 'indeterminate', code: 'content_too_large' });
  });

  it('reads every place when all signatures must hold', async () => {
    const all = createSignatureTrust({ keys: [keyOf('trusted', keys.trusted)], candidateKeys: [], trustedRoot: parseTrustedRoot(log.trustedRoot), require: 'all' });
    const test = makeTestWorld({ change: { trust: all, withCandidates: () => all } });
    signWithTag(test.content, test.thing);
    signWithTag(test.content, test.thing, { repository: THING, key: keys.stranger });
    expect(await stateOf(test)).toMatchObject({ state: 'invalid', code: 'signature_key_untrusted' });
  });
});

describe('when a platform of a signed index is asked about', () => {
  it('holds through the index that lists it', async () => {
    const test = makeTestWorld();
    signWithTag(test.content, test.thing);
    const { value } = await establishSignature(test.world, remoteSubject(test, { digest: partsOf(test.thing).manifest }), unbounded);
    expect(value).toMatchObject({ summary: { state: 'verified' }, signedIndex: test.thing.index.digest });
  });

  it.each([
    ['the index does not list it', digestOf('7'), ['latest']],
    ['no tag leads to an index', digestOf('7'), ['gone', 'absent']],
  ])('is unsigned where %s', async (_name, digest, tags) => {
    const test = makeTestWorld();
    signWithTag(test.content, test.thing);
    const { value } = await establishSignature(test.world, remoteSubject(test, { digest, tags }), unbounded);
    expect(value).toMatchObject({ summary: { state: 'unsigned' }, signedIndex: null });
  });

  it('asks three tags at most, and "latest" where there is none', async () => {
    const test = makeTestWorld();
    await establishSignature(test.world, remoteSubject(test, { digest: digestOf('7'), tags: ['a', 'b', 'c', 'd'] }), unbounded);
    expect(test.content.calls.filter((call) => /thing:[a-d]$/.test(call))).toHaveLength(3);
    await establishSignature(test.world, remoteSubject(test, { digest: digestOf('8'), tags: [] }), unbounded);
    expect(test.content.calls).toContain('manifest docker.io/mcp/thing:latest');
  });

  it('is unsigned where the index itself is', async () => {
    const test = makeTestWorld();
    const { value } = await establishSignature(test.world, remoteSubject(test, { digest: partsOf(test.thing).manifest }), unbounded);
    expect(value).toMatchObject({ summary: { state: 'unsigned' }, signedIndex: null });
  });
});

describe('when a signature is by an unknown key', () => {
  it('is a question where the publisher announces that key', async () => {
    const test = makeTestWorld({ announced: keys.announced.pem });
    signWithTag(test.content, test.thing, { key: keys.announced });
    expect(await stateOf(test)).toMatchObject({ state: 'indeterminate', code: 'new_key', newKeyFingerprint: keys.announced.fingerprint });
    expect(test.store.health().facts).toBe(0);
  });

  it.each([
    ['another key is announced', keys.announced.pem],
    ['nothing is announced', null],
    ['what is announced is no key', 'not a key'],
    ['the announced key is trusted already', keys.trusted.pem],
  ])('is invalid where %s', async (_name, announced) => {
    const test = makeTestWorld({ announced });
    signWithTag(test.content, test.thing, { key: keys.stranger });
    expect(await stateOf(test)).toMatchObject({ state: 'invalid', code: 'signature_key_untrusted' });
  });

  it('is verified once the key was accepted', async () => {
    const before = makeTestWorld({ announced: keys.announced.pem });
    const trust = createSignatureTrust({ keys: [keyOf('trusted', keys.trusted), keyOf('new', keys.announced)], candidateKeys: [], trustedRoot: parseTrustedRoot(log.trustedRoot), require: 'one' });
    signWithTag(before.content, before.thing, { key: keys.announced });
    await stateOf(before);
    expect(await stateOf({ ...before, world: { ...before.world, trust } })).toMatchObject({ state: 'verified', signature: { keyName: 'new' } });
  });

  it('asks for no announced key outside of the signed namespaces', async () => {
    const refuse = { candidates: () => Promise.reject(new Error('asked')), lastCandidates: () => [] };
    const test = makeTestWorld({ change: { publishedKeys: refuse, policy: { ...makeTestWorld().world.policy, signedRepositories: [] } } });
    signWithTag(test.content, test.thing, { repository: THING, key: keys.stranger });
    expect(await stateOf(test)).toMatchObject({ state: 'invalid' });
  });
});

describe('when facts were stored', () => {
  const verifyTwice = async (test: TestWorld, between: () => void) => {
    const first = await verifySubject(test.world, remoteSubject(test), unbounded);
    test.content.calls.length = 0;
    between();
    const second = await verifySubject(test.world, remoteSubject(test), unbounded);
    return { first, second, calls: test.content.calls };
  };

  it('asks nothing again, and says when it was asked', async () => {
    const test = makeTestWorld();
    signWithTag(test.content, test.thing);
    const { second, calls } = await verifyTwice(test, () => { test.time.now += 100 * 24 * HOUR; });
    expect(calls).toEqual([]);
    expect(second.checkedAt).toBe(NOW);
    expect(second.facts.signature.state).toBe('verified');
  });

  it.each([
    ['unsigned', () => undefined],
    ['invalid', (test: TestWorld) => { signWithTag(test.content, test.thing, { key: keys.stranger }); }],
  ] as const)('%s holds for an hour', async (state, sign) => {
    const test = makeTestWorld();
    sign(test);
    const within = await verifyTwice(test, () => { test.time.now += HOUR - 1; });
    expect([within.first.facts.signature.state, within.second.facts.signature.state, within.calls]).toEqual([state, state, []]);
    test.time.now += 1;
    const after = await verifySubject(test.world, remoteSubject(test), unbounded);
    expect(after.facts.signature.state).toBe(state);
    expect(test.content.calls.length).toBeGreaterThan(0);
  });

  it('finds what an outage hid as soon as it ends', async () => {
    const test = makeTestWorld();
    signWithTag(test.content, test.thing);
    test.content.failWhen(() => 'registry_timeout');
    const { first, second } = await verifyTwice(test, () => { test.content.failWhen(() => null); });
    expect([first.decision.verdict, second.decision.verdict]).toEqual(['indeterminate', 'verified']);
  });

  it.each([
    ['nothing', null],
    ['another shape', { summary: { state: 'verified' } }],
    ['an outage', { summary: { state: 'indeterminate', code: 'offline', detail: '', rejected: [], newKeyFingerprint: null }, signedIndex: null }],
    ['a code that does not exist', { summary: { state: 'invalid', code: 'fine', rejected: [] }, signedIndex: null }],
    ['a list', []],
  ])('asks again where %s is stored', async (_name, value) => {
    const test = makeTestWorld();
    signWithTag(test.content, test.thing);
    const write = test.store.write.bind(test.store);
    test.store.write = (key, _value, expiresAt) => { write(key, value, expiresAt); };
    await verifySubject(test.world, remoteSubject(test), unbounded);
    test.store.write = write;
    test.content.calls.length = 0;
    expect((await verifySubject(test.world, remoteSubject(test), unbounded)).decision.verdict).toBe('verified');
    expect(test.content.calls.length).toBeGreaterThan(0);
  });

  it.each(['store_full', 'store_unavailable'] as const)('works on when the store says %s', async (code) => {
    const test = makeTestWorld();
    signWithTag(test.content, test.thing);
    test.store.refuseWrites(code);
    const { first, second } = await verifyTwice(test, () => undefined);
    expect([first.decision.verdict, second.decision.verdict]).toEqual(['verified', 'verified']);
  });

  it('works on with a store that cannot be read', async () => {
    const test = makeTestWorld();
    signWithTag(test.content, test.thing);
    test.store.close();
    expect((await verifySubject(test.world, remoteSubject(test), unbounded)).decision.verdict).toBe('verified');
  });

  it('keeps what a layout lacks to that layout', async () => {
    const test = makeTestWorld();
    const inLayout = remoteSubject(test, { origin: 'layout' });
    expect((await verifySubject(test.world, inLayout, unbounded)).facts.signature.state).toBe('unsigned');
    signWithTag(test.content, test.thing);
    expect((await verifySubject(test.world, remoteSubject(test), unbounded)).facts.signature.state).toBe('verified');
  });
});
