import { describe, expect, it } from 'vitest';
import { bindImage } from '../../../backend/app/facts/bind-image.ts';
import { verifySubject } from '../../../backend/app/verify/verify-subject.ts';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';
import { THING, digestOf, localImage, localSubject, makeTestWorld, partsOf, signWithTag, unbounded, type TestWorld } from '../support/test-world.ts';

const AMD64 = { os: 'linux', architecture: 'amd64', variant: null };
const OTHER = parseRepository('docker.io/mcp/other');

const bind = ({ content, thing }: TestWorld, change: Partial<Parameters<typeof bindImage>[0]> = {}) =>
  bindImage({ repository: THING, digest: thing.index.digest, id: partsOf(thing).config, platform: () => Promise.resolve(AMD64), signedRepository: null, content, signal: unbounded, ...change });

describe('when the id is a config digest (classic store)', () => {
  it('is bound where the index leads to it, the own platform first', async () => {
    const test = makeTestWorld();
    expect(await bind(test)).toEqual({ state: 'bound' });
    expect(test.content.calls).toHaveLength(2);
  });

  it('is bound whatever the engine says about its platform', async () => {
    expect(await bind(makeTestWorld(), { platform: () => Promise.resolve({ ...AMD64, architecture: 's390x' }) })).toEqual({ state: 'bound' });
  });

  it('is bound by a platform manifest alone', async () => {
    const test = makeTestWorld();
    expect(await bind(test, { digest: partsOf(test.thing).manifest })).toEqual({ state: 'bound' });
  });

  it('is not this image where no platform has its config', async () => {
    expect(await bind(makeTestWorld(), { id: digestOf('9') })).toEqual({ state: 'contradicted', code: 'digest_not_of_this_image' });
  });

  it('is not this image where a manifest has another config', async () => {
    const test = makeTestWorld();
    expect(await bind(test, { digest: partsOf(test.thing).manifest, id: digestOf('9') })).toEqual({ state: 'contradicted', code: 'digest_not_of_this_image' });
  });

  it('is unknown where the engine cannot tell its platform', async () => {
    const platform = () => Promise.reject(new CodedError('engine_timeout', 'Slow.'));
    expect(await bind(makeTestWorld(), { platform })).toMatchObject({ state: 'unknown', code: 'engine_timeout' });
  });

  it('is unknown where the registry lacks a manifest that its own index lists', async () => {
    const test = makeTestWorld();
    test.content.failWhen((call) => (call.includes(partsOf(test.thing).manifest) ? 'manifest_not_found' : null));
    expect(await bind(test, { id: digestOf('9') })).toMatchObject({ state: 'unknown', code: 'manifest_not_found' });
  });

  it('is contradicted by a repository that does not have the digest', async () => {
    expect(await bind(makeTestWorld(), { repository: OTHER })).toEqual({ state: 'contradicted', code: 'digest_unknown_to_repository' });
  });

  it('throws a bug on', async () => {
    await expect(bind(makeTestWorld(), { platform: () => Promise.reject(new TypeError('a bug')) })).rejects.toThrow(TypeError);
  });
});

describe('when the id is an index or manifest digest (containerd store)', () => {
  const bindOwn = (test: TestWorld, change: Partial<Parameters<typeof bindImage>[0]> = {}) => bind(test, { id: test.thing.index.digest, ...change });

  it('is bound where the repository has that digest', async () => {
    const test = makeTestWorld();
    expect(await bindOwn(test)).toEqual({ state: 'bound' });
    expect(test.content.calls).toEqual([`has docker.io/mcp/thing@${test.thing.index.digest}`]);
  });

  it('unmasks a made-up digest', async () => {
    expect(await bindOwn(makeTestWorld(), { repository: OTHER })).toEqual({ state: 'contradicted', code: 'digest_unknown_to_repository' });
  });

  it('needs no request where a valid signature names repository and digest', async () => {
    const test = makeTestWorld();
    expect(await bindOwn(test, { signedRepository: THING })).toEqual({ state: 'bound' });
    expect(test.content.calls).toEqual([]);
  });

  it('asks where the signature names another repository', async () => {
    expect(await bindOwn(makeTestWorld(), { repository: OTHER, signedRepository: THING })).toMatchObject({ state: 'contradicted' });
  });

  it('is bound where the id is a platform of the index', async () => {
    const test = makeTestWorld();
    expect(await bind(test, { id: partsOf(test.thing).manifest })).toEqual({ state: 'bound' });
  });
});

describe('when images of an engine are verified', () => {
  it.each(['classic', 'containerd'] as const)('proves one of a %s store', async (store) => {
    const probe = makeTestWorld();
    const image = localImage(probe.thing, { store, id: store === 'classic' ? partsOf(probe.thing).config : probe.thing.index.digest });
    const test = makeTestWorld({ images: [image] });
    signWithTag(test.content, test.thing);
    const { decision } = await verifySubject(test.world, localSubject(test.world, image, test.thing.index.digest), unbounded);
    expect(decision.verdict).toBe('verified');
  });

  it('does not take a genuine image that was tagged as another server for that server', async () => {
    const probe = makeTestWorld();
    const image = localImage(probe.thing, { store: 'containerd', id: probe.thing.index.digest, names: ['mcp/other'] });
    const test = makeTestWorld({ images: [image] });
    signWithTag(test.content, test.thing);
    const subject = { ...localSubject(test.world, image, test.thing.index.digest), repository: OTHER };
    const { decision } = await verifySubject(test.world, subject, unbounded);
    expect(decision.verdict).toBe('mismatch');
    expect(decision.checks.filter(({ state }) => state === 'failed').map(({ code }) => code)).toEqual(['digest_unknown_to_repository', 'signed_for_other_server']);
  });

  it('says that an image without a digest cannot be checked', async () => {
    const image = localImage(makeTestWorld().thing, { digests: [] });
    const test = makeTestWorld({ images: [image] });
    const { decision } = await verifySubject(test.world, localSubject(test.world, image, null), unbounded);
    expect([decision.verdict, decision.code]).toEqual(['indeterminate', 'digest_unknown']);
  });

  it('leaves the label open where the engine vanishes', async () => {
    const image = localImage(makeTestWorld().thing);
    const test = makeTestWorld({ images: [image] });
    signWithTag(test.content, test.thing);
    test.engine.failWith('engine_unreachable');
    const { decision, facts, platform } = await verifySubject(test.world, localSubject(test.world, image, test.thing.index.digest), unbounded);
    expect([decision.verdict, platform]).toEqual(['indeterminate', null]);
    expect(facts.subject.labels).toMatchObject({ known: false, code: 'engine_unreachable' });
  });
});
