import { describe, expect, it } from 'vitest';
import { resolveReference } from '../../../backend/app/verify/resolve-reference.ts';
import type { ResolveRequest } from '../../../backend/app/verify/resolve-request.ts';
import type { World } from '../../../backend/app/world.ts';
import { digestHex } from '../../../backend/core/image/digest.ts';
import { parseMirror } from '../../../backend/core/image/mirror.ts';
import { parseReference } from '../../../backend/core/image/reference.ts';
import { formatRepository } from '../../../backend/core/image/repository.ts';
import { codeOf } from '../support/code-of.ts';
import { THING, digestOf, imageOf, localImage, makeTestWorld, partsOf, unbounded } from '../support/test-world.ts';

const thing = imageOf('thing');
const resolve = (world: World, text: string, change: Partial<ResolveRequest> = {}) => resolveReference(world, { text, platform: null, as: null, signal: unbounded, ...change });
const mirror = parseMirror({ of: 'docker.io', at: 'registry.corp:5000', plainHttp: true, authoritative: false });

describe('when a name is resolved', () => {
  it('is the image of the engine where it has it', async () => {
    const { world } = makeTestWorld({ images: [localImage(thing)] });
    expect(await resolve(world, 'mcp/thing')).toMatchObject([{ kind: 'local', reference: 'mcp/thing', repository: THING, digest: thing.index.digest }]);
  });

  it.each(['image_not_found', 'engine_absent'] as const)('is the registry\'s where the engine says %s', async (code) => {
    const { world, engine } = makeTestWorld();
    if (code === 'engine_absent') engine.failWith(code);
    expect(await resolve(world, 'mcp/thing')).toMatchObject([{ kind: 'remote', origin: 'registry', digest: thing.index.digest, tags: ['latest'] }]);
  });

  it.each(['engine_unreachable', 'engine_forbidden', 'engine_timeout', 'engine_failed'] as const)('is not looked up elsewhere when the engine says %s', async (code) => {
    const { world, engine, content } = makeTestWorld();
    engine.failWith(code);
    expect(await codeOf(resolve(world, 'mcp/thing'))).toBe(code);
    expect(content.calls).toEqual([]);
  });

  it('is a row for each digest that the engine knows of the repository', async () => {
    const digests = [thing.index.digest, digestOf('5')].map((digest) => parseReference(`mcp/thing@${digest}`));
    const { world } = makeTestWorld({ images: [localImage(thing, { digests })] });
    expect(await resolve(world, 'mcp/thing')).toHaveLength(2);
    expect(await resolve(world, `mcp/thing@${thing.index.digest}`)).toMatchObject([{ kind: 'local', digest: thing.index.digest }]);
  });

  it('is that of the repository asked for, not of another with the same content', async () => {
    const { world } = makeTestWorld({ images: [localImage(thing, { names: ['mcp/thing', 'mcp/other'] })] });
    const [subject] = await resolve(world, 'mcp/other');
    expect(subject === undefined ? null : formatRepository(subject.repository)).toBe('docker.io/mcp/other');
  });

  it('has the identity of upstream where it lies on a mirror', async () => {
    const { world } = makeTestWorld({ change: { mirrors: [mirror] } });
    expect(await resolve(world, 'registry.corp:5000/mcp/thing')).toMatchObject([{ repository: THING }]);
  });

  it.each([
    ['a name of the registry that is not there', 'mcp/absent', 'manifest_not_found'],
    ['a digest that is not there', `mcp/thing@${digestOf('6')}`, 'manifest_not_found'],
    ['nothing', '', 'reference_malformed'],
    ['capitals', 'MCP/Thing', 'reference_malformed'],
    ['blanks', 'mcp/thing latest', 'reference_malformed'],
    ['an option', '--all', 'reference_malformed'],
    ['a control character', 'mcp/thing\u0000', 'reference_malformed'],
    ['10,000 characters', 'a'.repeat(10_000), 'reference_malformed'],
    ['an unknown id', digestOf('6'), 'image_not_found'],
    ['an unknown id without its algorithm', '6'.repeat(64), 'image_not_found'],
  ])('refuses %s', async (_name, text, code) => {
    const { world } = makeTestWorld();
    expect(await codeOf(resolve(world, text))).toBe(code);
  });

  it('refuses another manifest than the digest names', async () => {
    const { world, content } = makeTestWorld();
    const fetchManifest = content.fetchManifest.bind(content);
    content.fetchManifest = async (repository, _reference, options) => fetchManifest(repository, 'latest', options);
    expect(await codeOf(resolve(world, `mcp/thing@${digestOf('6')}`))).toBe('content_digest_differs');
  });
});

describe('when an image id is resolved', () => {
  const image = localImage(thing, { names: ['mcp/thing', 'mcp/other'] });

  it('is the image under each of its names', async () => {
    const { world } = makeTestWorld({ images: [image] });
    const subjects = await resolve(world, image.id);
    expect(subjects.map(({ repository }) => formatRepository(repository))).toEqual(['docker.io/mcp/thing', 'docker.io/mcp/other']);
  });

  it('may be shortened', async () => {
    const { world, engine } = makeTestWorld({ images: [image] });
    engine.findImage = () => Promise.resolve(image);
    expect(await resolve(world, digestHex(partsOf(thing).config).slice(0, 12))).toMatchObject([{ kind: 'local' }, { kind: 'local' }]);
  });

  it('counts after a name of the registry that only looks like one', async () => {
    const { world, engine } = makeTestWorld({ images: [image] });
    engine.findImage = () => Promise.resolve(image);
    expect(await codeOf(resolve(world, 'decade'))).toBe('manifest_not_found');
  });

  it('needs a name to be judged by', async () => {
    const { world } = makeTestWorld({ images: [localImage(thing, { names: [] })] });
    expect(await codeOf(resolve(world, partsOf(thing).config))).toBe('digest_unknown');
  });
});

describe('when a layout is resolved', () => {
  const layoutOf = (...names: readonly (string | null)[]): Partial<World> => ({
    openLayout: () => Promise.resolve({
      images: names.map((name, index) => ({ reference: name === null ? null : parseReference(name), digest: digestOf(String(index + 1)) })),
      content: makeTestWorld().content,
    }),
  });

  it('is verified as what it names', async () => {
    const { world } = makeTestWorld({ change: layoutOf('mcp/thing:1.0') });
    expect(await resolve(world, 'oci:folder')).toMatchObject([{ kind: 'remote', origin: 'layout', reference: 'oci:folder', repository: THING, tags: ['1.0'], digest: digestOf('1') }]);
  });

  it('tells several images apart', async () => {
    const { world } = makeTestWorld({ change: layoutOf('mcp/thing', `mcp/other@${digestOf('2')}`) });
    expect(await resolve(world, 'oci:folder')).toMatchObject([{ reference: 'oci:folder (mcp/thing)', tags: ['latest'] }, { reference: `oci:folder (mcp/other@${digestOf('2')})`, tags: [] }]);
  });

  it.each([
    ['named nowhere', [null], null, 'layout_malformed'],
    ['named in part', ['mcp/thing', null], null, 'layout_malformed'],
    ['empty', [], null, 'image_not_found'],
    ['of another digest', [null], `mcp/thing@${digestOf('9')}`, 'content_digest_differs'],
  ] as const)('refuses one that is %s', async (_name, names, as, code) => {
    const { world } = makeTestWorld({ change: layoutOf(...names) });
    expect(await codeOf(resolve(world, 'oci:folder', { as: as === null ? null : parseReference(as) }))).toBe(code);
  });

  it.each([
    ['where it names nothing', [null]],
    ['whatever it is named', ['acme/harmless:1']],
  ])('is verified as the person says, %s', async (_name, names) => {
    const { world } = makeTestWorld({ change: layoutOf(...names) });
    expect(await resolve(world, 'oci:folder', { as: parseReference('mcp/thing:2') })).toMatchObject([{ reference: 'oci:folder', repository: THING, tags: ['2'] }]);
  });

  it('names several by digest where the person named them', async () => {
    const { world } = makeTestWorld({ change: layoutOf(null, null) });
    expect(await resolve(world, 'oci:folder', { as: parseReference('mcp/thing') })).toMatchObject([{ reference: `oci:folder (${digestOf('1')})` }, { reference: `oci:folder (${digestOf('2')})` }]);
  });
});
