import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDigest } from '../../../backend/core/image/digest.ts';
import { formatReference } from '../../../backend/core/image/reference.ts';
import type { ImageSource } from '../../../backend/ports/image-source.ts';
import { sourceOf } from '../../adapters/engine/fake-engine.ts';
import { describeImageSource, type ImageSourceWorld } from '../../contracts/image-source.contract.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { startContainerdEngine } from '../support/containerd-engine.ts';
import { pushImage, pushIndex } from '../support/registry-images.ts';
import { startRegistry, type RegistryServer } from '../support/registry-server.ts';
import { describeWith } from '../support/requirements.ts';
import type { TestEngine } from '../support/test-engine.ts';

const LABELS = { 'org.opencontainers.image.revision': 'a'.repeat(40), 'org.opencontainers.image.title': 'naïve "title" – 検証' };
const LINUX = { os: 'linux', architecture: 'amd64', variant: null };
const signal = new AbortController().signal;

interface Place {
  readonly engine: TestEngine;
  readonly registry: RegistryServer;
  readonly stop: () => Promise<void>;
}

async function startClassic(): Promise<Place> {
  const registry = await startRegistry();
  const engine = connectLocalEngine();
  const stop = async (): Promise<void> => {
    await engine.cleanUp();
    await registry.stop();
  };
  return { engine, registry, stop };
}

/** An index of two platforms, one of which the machine has, pulled by tag. */
async function pullIndex({ engine, registry }: Place, repository: string): Promise<{ reference: string; digest: string; arm: string }> {
  const target = { url: registry.url, repository };
  const amd = await pushImage(target, { labels: LABELS, text: engine.runId });
  const arm = await pushImage(target, { labels: { ...LABELS, other: 'platform' }, platform: 'linux/arm64', text: engine.runId });
  const { digest } = await pushIndex(target, [amd, arm], '1.0');
  const reference = `${registry.host}/${repository}:1.0`;
  await engine.pull(reference);
  return { reference, digest, arm: arm.digest };
}

async function toWorld(place: Place, store: 'classic' | 'containerd'): Promise<ImageSourceWorld> {
  const { reference, digest } = await pullIndex(place, 'mcp/time');
  const source = sourceOf(place.engine.socketPath);
  const { id } = await source.findImage(reference, signal);
  const digests = [`${place.registry.host}/mcp/time@${digest}`];
  return { source, store, image: { id, reference, labels: LABELS, digests, platform: LINUX }, stop: place.stop };
}

describeWith(['engine', 'registry'], 'with a real engine and its classic store', () => {
  describeImageSource('the engine adapter', async () => toWorld(await startClassic(), 'classic'));

  describe('when images came in other ways', () => {
    let place: Place;
    let source: ImageSource;
    beforeAll(async () => {
      place = await startClassic();
      source = sourceOf(place.engine.socketPath);
    });
    afterAll(() => place.stop());

    it('an imported image has no digest', async () => {
      const id = await place.engine.importImage('mcp-trust.invalid/imported:1', { labels: LABELS });
      expect(await source.findImage('mcp-trust.invalid/imported:1', signal)).toMatchObject({ id, digests: [], labels: LABELS });
    });

    it('an image that was only tagged under another name has no digest of that name', async () => {
      const { reference, digest } = await pullIndex(place, 'mcp/tagged');
      await place.engine.tag(reference, 'mcp-trust.invalid/mcp/other:1');
      const image = await source.findImage('mcp-trust.invalid/mcp/other:1', signal);
      expect(image.digests.map(formatReference)).toEqual([`${place.registry.host}/mcp/tagged@${digest}`]);
      expect(image.tags.length).toBe(2);
    });

    it('an image of another platform says so, and its id is not the digest of anything in a registry', async () => {
      const { reference, digest } = await pullIndex(place, 'mcp/foreign');
      await place.engine.pull(reference, 'linux/arm64');
      const image = await source.findImage(reference, signal);
      expect(await source.platformOf(image.id, signal)).toMatchObject({ os: 'linux', architecture: 'arm64' });
      expect(image.id).not.toBe(digest);
      expect(image.labels).toMatchObject({ other: 'platform' });
    });

    it('labels of every kind come through, in the list and alone', async () => {
      const labels = { control: 'a\u0001\u001b[31mb', html: '<script>alert(1)</script>', empty: '', lines: 'a\nb' };
      const { registry } = place;
      await pushImage({ url: registry.url, repository: 'mcp/labels' }, { labels }, '1');
      await place.engine.pull(`${registry.host}/mcp/labels:1`);
      const found = await source.findImage(`${registry.host}/mcp/labels:1`, signal);
      expect(found.labels).toEqual(labels);
      expect((await source.listImages(signal)).find(({ id }) => id === found.id)?.labels).toEqual(labels);
    });

    it('an image by the short id that docker prints', async () => {
      const id = await place.engine.importImage('mcp-trust.invalid/short:1');
      expect((await source.findImage(id.slice('sha256:'.length, 'sha256:'.length + 12), signal)).id).toBe(id);
    });
  });
});

describeWith(['containerd', 'registry'], 'with a real engine and the containerd store', () => {
  let place: Place;
  beforeAll(async () => {
    place = await startContainerdEngine();
  });
  afterAll(() => place.stop());

  describeImageSource('the engine adapter', async () => ({ ...(await toWorld(place, 'containerd')), stop: () => undefined }));

  describe('when an index of several platforms was pulled', () => {
    it('its id is the digest of the index, and its platform the one that is there', async () => {
      const { reference, digest } = await pullIndex(place, 'mcp/index');
      const source = sourceOf(place.engine.socketPath);
      const image = await source.findImage(reference, signal);
      expect(image.id).toBe(digest);
      expect(await source.platformOf(parseDigest(digest), signal)).toEqual(LINUX);
    });

    it('one of which only another platform is there is listed, and says which', async () => {
      const target = { url: place.registry.url, repository: 'mcp/arm' };
      const amd = await pushImage(target, { labels: LABELS });
      const arm = await pushImage(target, { labels: { ...LABELS, other: 'platform' }, platform: 'linux/arm64' });
      const { digest } = await pushIndex(target, [amd, arm], '1.0');
      const reference = `${place.registry.host}/mcp/arm:1.0`;
      await place.engine.pull(reference, 'linux/arm64');
      const source = sourceOf(place.engine.socketPath);
      expect((await source.listImages(signal)).find(({ id }) => id === digest)?.labels).toMatchObject({ other: 'platform' });
      expect((await source.findImage(reference, signal)).labels).toMatchObject({ other: 'platform' });
      expect(await source.platformOf(parseDigest(digest), signal)).toEqual({ os: 'linux', architecture: 'arm64', variant: null });
    });

    it('of which two platforms are there, has the labels of the platform that it names, alone and in the list', async () => {
      const { reference, digest } = await pullIndex(place, 'mcp/both');
      await place.engine.pull(reference, 'linux/arm64');
      const source = sourceOf(place.engine.socketPath);
      expect(await source.platformOf(parseDigest(digest), signal)).toEqual(LINUX);
      expect((await source.findImage(reference, signal)).labels).toEqual(LABELS);
      expect((await source.listImages(signal)).find(({ id }) => id === digest)?.labels).toEqual(LABELS);
    });

    it('a name that was only tagged here has a digest that no registry gave it', async () => {
      const { reference, digest } = await pullIndex(place, 'mcp/tagged');
      await place.engine.tag(reference, 'mcp-trust.invalid/mcp/other:1');
      const source = sourceOf(place.engine.socketPath);
      const image = await source.findImage('mcp-trust.invalid/mcp/other:1', signal);
      expect(image.id).toBe(digest);
      expect(image.digests.map(formatReference)).toContain(`mcp-trust.invalid/mcp/other@${digest}`);
    });
  });
});
