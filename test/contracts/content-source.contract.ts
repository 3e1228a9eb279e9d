import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestHex, parseDigest, type Digest } from '../../backend/core/image/digest.ts';
import { parseRepository, type Repository } from '../../backend/core/image/repository.ts';
import type { ContentSource } from '../../backend/ports/content-source.ts';
import { rejection } from '../adapters/oci/support/make-registry.ts';
import { describeContent, toContent, type World } from '../adapters/oci/support/oci-content.ts';

/** What a source must hold: the world's content, `latest` for its index, the `.sig` tag, and the referrer. */
export interface ContentSourceUnderTest {
  readonly source: ContentSource;
  readonly repository: Repository;
  readonly stop: () => Promise<void>;
}

const ABSENT: Digest = parseDigest(`sha256:${'ee'.repeat(32)}`);
const options = { signal: new AbortController().signal };

/** The behaviour that every content source has in common. */
export function contentSourceContract(name: string, world: World, start: () => Promise<ContentSourceUnderTest>): void {
  describe(`${name} as a content source`, () => {
    let under: ContentSourceUnderTest;
    const { index, image, config, layer, signature, referrer } = world;
    const codeOf = async (promise: Promise<unknown>): Promise<string> => (await rejection(promise)).code;

    beforeAll(async () => {
      under = await start();
    });
    afterAll(() => under.stop());

    it('fetches a manifest by tag', async () => {
      const fetched = await under.source.fetchManifest(under.repository, 'latest', options);
      expect(fetched).toMatchObject({ digest: index.digest, mediaType: index.mediaType, size: index.bytes.length, manifest: { kind: 'index' } });
    });

    it('fetches a manifest by digest, also one that only an index lists', async () => {
      const fetched = await under.source.fetchManifest(under.repository, image.digest, options);
      expect(fetched).toMatchObject({ digest: image.digest, mediaType: image.mediaType, manifest: { kind: 'image', config: { digest: config.digest } } });
    });

    it('fetches a signature by its tag', async () => {
      const fetched = await under.source.fetchManifest(under.repository, `sha256-${digestHex(index.digest)}.sig`, options);
      expect(fetched.digest).toBe(signature.digest);
    });

    it('says that a manifest is not there', async () => {
      expect(await codeOf(under.source.fetchManifest(under.repository, 'absent', options))).toBe('manifest_not_found');
      expect(await codeOf(under.source.fetchManifest(under.repository, ABSENT, options))).toBe('manifest_not_found');
    });

    it.each(['', '..', 'a/b', '../../blobs', 'latest?x=1', 'sha256:abc', 'a b'])('refuses %j as a reference', async (reference) => {
      expect(await codeOf(under.source.fetchManifest(under.repository, reference, options))).toBe('reference_malformed');
    });

    it('says whether a manifest is there', async () => {
      expect(await under.source.hasManifest(under.repository, index.digest, options)).toBe(true);
      expect(await under.source.hasManifest(under.repository, ABSENT, options)).toBe(false);
    });

    it('fetches a blob', async () => {
      const bytes = await under.source.fetchBlob(under.repository, describeContent(layer), { ...options, maxBytes: 1000 });
      expect(Buffer.from(bytes).equals(layer.bytes)).toBe(true);
    });

    it('says that a blob is not there', async () => {
      const absent = describeContent(toContent('application/x', 'nobody has this'));
      expect(await codeOf(under.source.fetchBlob(under.repository, absent, { ...options, maxBytes: 1000 }))).toBe('blob_not_found');
    });

    it('refuses a blob that is larger than asked for', async () => {
      expect(await codeOf(under.source.fetchBlob(under.repository, describeContent(layer), { ...options, maxBytes: layer.bytes.length - 1 }))).toBe('content_too_large');
    });

    it.each([-1, 1])('refuses a blob whose size differs by %i', async (difference) => {
      const wrong = describeContent(layer, { size: layer.bytes.length + difference });
      expect(await codeOf(under.source.fetchBlob(under.repository, wrong, { ...options, maxBytes: 1000 }))).toBe('content_digest_differs');
    });

    it('lists referrers, and none where there are none', async () => {
      const found = await under.source.listReferrers(under.repository, index.digest, options);
      expect(found.map((descriptor) => descriptor.digest)).toEqual([referrer.digest]);
      expect(await under.source.listReferrers(under.repository, image.digest, options)).toEqual([]);
    });

    it('stops when it is told to', async () => {
      const aborted = { signal: AbortSignal.abort() };
      expect(await codeOf(under.source.fetchManifest(under.repository, 'latest', aborted))).toBe('cancelled');
      expect(await codeOf(under.source.fetchBlob(under.repository, describeContent(layer), { ...aborted, maxBytes: 1000 }))).toBe('cancelled');
      expect(await codeOf(under.source.listReferrers(under.repository, index.digest, aborted))).toBe('cancelled');
      expect(await codeOf(under.source.hasManifest(under.repository, index.digest, aborted))).toBe('cancelled');
    });
  });
}

/** The repository that contract suites name where the source doesn't care. */
export const CONTRACT_REPOSITORY = parseRepository('docker.io/mcp/contract');
