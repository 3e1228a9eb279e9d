import { describe, expect, it } from 'vitest';
import { listImages } from '../../../backend/app/images/list-images.ts';
import { parseMirror } from '../../../backend/core/image/mirror.ts';
import { parseReference } from '../../../backend/core/image/reference.ts';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import type { LocalImage } from '../../../backend/ports/image-source.ts';
import { snapshotOf } from '../support/fake-catalog.ts';
import { codeOf } from '../support/code-of.ts';
import { digestOf, imageOf, localImage, makeTestWorld, serverOf, unbounded } from '../support/test-world.ts';

const thing = imageOf('thing');
const named = (...names: readonly string[]): LocalImage => localImage(thing, { names, labels: {} });
const list = async (images: readonly LocalImage[], change: Parameters<typeof makeTestWorld>[0] = {}) => listImages(makeTestWorld({ images, ...change }).world, unbounded);

describe('when images are listed', () => {
  it.each([
    ['an image of a server of the catalog', named('mcp/thing'), 'catalog'],
    ['one in a signed namespace', named('mcp/unlisted'), 'namespace'],
    ['one that says of itself to be one', localImage(thing, { names: ['someone/tool'], labels: { 'io.modelcontextprotocol.server.name': '' } }), 'label'],
    ['one with Docker\'s own label', localImage(thing, { names: ['someone/tool'], labels: { 'io.docker.server.metadata': '{}' } }), 'label'],
    ['any other', named('debian'), null],
    ['one below the signed namespace', named('mcp/deep/er'), null],
    ['one of the same name elsewhere', named('evil.example/mcp/thing'), null],
    ['one whose label is inherited', localImage(thing, { names: ['debian'], labels: Object.create({ 'io.docker.server.metadata': '' }) as Record<string, string> }), null],
  ])('%s', async (_name, image, listedFor) => {
    expect((await list([image])).map((row) => row.listedFor)).toEqual(listedFor === null ? [] : [listedFor]);
  });

  it('counts a publisher\'s own image that a catalog entry names', async () => {
    const { world, catalog } = makeTestWorld({ images: [named('ghcr.io/acme/own')] });
    catalog.current = snapshotOf([serverOf('own', parseRepository('ghcr.io/acme/own'))], '2026-06-15T11:30:00Z');
    expect(await listImages(world, unbounded)).toMatchObject([{ listedFor: 'catalog', entry: { name: 'own' } }]);
  });

  it('needs no catalog for namespaces and labels', async () => {
    const { world, catalog } = makeTestWorld({ images: [named('mcp/thing')] });
    catalog.current = null;
    expect(await listImages(world, unbounded)).toMatchObject([{ listedFor: 'namespace', entry: null }]);
  });

  it('identifies an image of a mirror as upstream\'s', async () => {
    const mirrors = [parseMirror({ of: 'docker.io', at: 'registry.corp:5000', plainHttp: false, authoritative: false })];
    expect(await list([named('registry.corp:5000/mcp/thing')], { change: { mirrors } })).toMatchObject([{ reference: 'mcp/thing:latest', listedFor: 'catalog' }]);
  });

  it('joins the mirror\'s and upstream\'s names of one image', async () => {
    const mirrors = [parseMirror({ of: 'docker.io', at: 'registry.corp:5000', plainHttp: false, authoritative: false })];
    expect(await list([named('mcp/thing', 'registry.corp:5000/mcp/thing')], { change: { mirrors } })).toHaveLength(1);
  });

  it('hides leftovers without any name', async () => {
    expect(await list([localImage(thing, { names: [], labels: { 'io.docker.server.metadata': '' } })])).toEqual([]);
  });

  it('has a row for each repository and digest, with keys of their own', async () => {
    const digests = [`mcp/thing@${thing.index.digest}`, `mcp/thing@${digestOf('4')}`, `mcp/other@${thing.index.digest}`].map(parseReference);
    const rows = await list([localImage(thing, { names: ['mcp/thing', 'mcp/other'], digests })]);
    expect(rows.map(({ reference, digest }) => [reference, digest])).toEqual([
      ['mcp/thing:latest', thing.index.digest], ['mcp/thing:latest', digestOf('4')], ['mcp/other:latest', thing.index.digest],
    ]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(3);
  });

  it.each([
    ['by digest where it has no tag', { tags: [] }, `mcp/thing@${thing.index.digest}`],
    ['by tag where it has no digest', { digests: [] }, 'mcp/thing:latest'],
  ])('is called %s', async (_name, change, reference) => {
    expect(await list([localImage(thing, change)])).toMatchObject([{ reference }]);
  });

  it.each(['engine_absent', 'engine_timeout'] as const)('fails when the engine says %s', async (code) => {
    const { world, engine } = makeTestWorld();
    engine.failWith(code);
    expect(await codeOf(listImages(world, unbounded))).toBe(code);
  });
});
