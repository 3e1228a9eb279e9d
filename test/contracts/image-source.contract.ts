import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDigest, parseDigest } from '../../backend/core/image/digest.ts';
import type { Platform } from '../../backend/core/image/platform.ts';
import { formatReference, parseReference } from '../../backend/core/image/reference.ts';
import type { ImageSource, ImageStoreKind } from '../../backend/ports/image-source.ts';

/** A source that holds at least one image, and what is known about it. */
export interface ImageSourceWorld {
  readonly source: ImageSource;
  readonly store: ImageStoreKind;
  readonly image: {
    readonly id: string;
    /** A tag of the image. */
    readonly reference: string;
    /** At least these. */
    readonly labels: Readonly<Record<string, string>>;
    /** At least these, in canonical form. */
    readonly digests: readonly string[];
    readonly platform: Platform;
  };
  readonly stop: () => Promise<void> | void;
}

const ABSENT_ID = parseDigest(`sha256:${'0'.repeat(64)}`);
const unbounded = new AbortController().signal;

function code(expected: string): unknown {
  return expect.objectContaining({ code: expected });
}

/** What every source of images must do. */
export function describeImageSource(name: string, start: () => Promise<ImageSourceWorld>): void {
  describe(`the contract of an image source, kept by ${name}`, () => {
    let world: ImageSourceWorld;
    beforeAll(async () => {
      world = await start();
    });
    afterAll(async () => {
      await world.stop();
    });

    describe('when asked about itself', () => {
      it('tells its name, version, store and endpoint', async () => {
        const info = await world.source.info(unbounded);
        expect(info.store).toBe(world.store);
        for (const part of [info.name, info.version, info.endpoint]) expect(part).not.toBe('');
      });
    });

    describe('when images are listed', () => {
      it('has the image with its tag, digests and labels', async () => {
        const image = (await world.source.listImages(unbounded)).find(({ id }) => id === world.image.id);
        expect(image?.store).toBe(world.store);
        expect(image?.tags.map(formatReference)).toContain(formatReference(parseReference(world.image.reference)));
        expect(image?.digests.map(formatReference)).toEqual(expect.arrayContaining([...world.image.digests]));
        expect(image?.labels).toMatchObject(world.image.labels);
        expect(image?.sizeBytes).toBeGreaterThanOrEqual(0);
      });

      it('has each image once, with whole digests, tags that are tags, and no name twice', async () => {
        const images = await world.source.listImages(unbounded);
        expect(new Set(images.map(({ id }) => id)).size).toBe(images.length);
        for (const { id, tags, digests } of images) {
          expect(isDigest(id)).toBe(true);
          expect(tags.every(({ tag, digest }) => tag !== null && digest === null)).toBe(true);
          expect(digests.every(({ digest }) => digest !== null)).toBe(true);
          const names = [...tags, ...digests].map(formatReference);
          expect(new Set(names).size).toBe(names.length);
        }
      });
    });

    describe('when one image is looked for', () => {
      it('is the same by tag, by id and in the list', async () => {
        const listed = (await world.source.listImages(unbounded)).find(({ id }) => id === world.image.id);
        for (const name of [world.image.reference, world.image.id]) {
          const found = await world.source.findImage(name, unbounded);
          expect(found.id, name).toBe(world.image.id);
          expect(found.store).toBe(world.store);
          expect(found.labels).toEqual(listed?.labels);
          expect(new Set(found.tags.map(formatReference))).toEqual(new Set(listed?.tags.map(formatReference)));
          expect(new Set(found.digests.map(formatReference))).toEqual(new Set(listed?.digests.map(formatReference)));
        }
      });

      it('is found by each of its digests', async () => {
        for (const digest of world.image.digests) {
          expect((await world.source.findImage(digest, unbounded)).id).toBe(world.image.id);
        }
      });

      it.each(['mcp-trust.invalid/absent/image:1', ABSENT_ID, `mcp-trust.invalid/absent@${ABSENT_ID}`])('says that %s is absent', async (absent) => {
        await expect(world.source.findImage(absent, unbounded)).rejects.toEqual(code('image_not_found'));
      });

      it.each(['', ' ', '../containers', 'a b', 'a?x=1', 'a#b', 'a/../../info', '%2e%2e/info', 'x@sha256:1', `x@sha512:${'a'.repeat(128)}`, 'a\r\nHost: b', 'a\u0000'])(
        'refuses %j, which is no reference',
        async (malformed) => {
          await expect(world.source.findImage(malformed, unbounded)).rejects.toEqual(code('reference_malformed'));
        },
      );
    });

    describe('when the platform is asked for', () => {
      it('is that of the image', async () => {
        expect(await world.source.platformOf(parseDigest(world.image.id), unbounded)).toEqual(world.image.platform);
      });

      it('says that an absent image is absent', async () => {
        await expect(world.source.platformOf(ABSENT_ID, unbounded)).rejects.toEqual(code('image_not_found'));
      });
    });

    describe('when the caller has given up', () => {
      it('throws the code for it from every call', async () => {
        const { source, image } = world;
        const aborted = AbortSignal.abort();
        await expect(source.info(aborted)).rejects.toEqual(code('cancelled'));
        await expect(source.listImages(aborted)).rejects.toEqual(code('cancelled'));
        await expect(source.findImage(image.reference, aborted)).rejects.toEqual(code('cancelled'));
        await expect(source.platformOf(parseDigest(image.id), aborted)).rejects.toEqual(code('cancelled'));
      });
    });
  });
}
