import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { digestHex, parseDigest, type Digest } from '../../../backend/core/image/digest.ts';
import type { ImageManifest } from '../../../backend/core/image/manifest.ts';
import { parseManifest } from '../../../backend/core/image/parse-manifest.ts';
import { createSignatureTrust } from '../../../backend/core/signature/create-signature-trust.ts';
import { parseTrustedKey } from '../../../backend/core/signature/trusted-key.ts';
import { parseTrustedRoot } from '../../../backend/core/signature/trusted-root.ts';
import { verifySignature } from '../../../backend/core/signature/verify-signature.ts';
import { otherDigest } from './support/signed-world.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/cosign');
const REVISION = '4f1c2d7e9a0b3c5d6e8f7a1b2c3d4e5f60718293';

const read = (path: string): string => readFileSync(join(FOLDER, path), 'utf8');
const indexSchema = z.object({ manifests: z.array(z.object({ digest: z.string(), annotations: z.record(z.string(), z.string()) })) });

const trust = createSignatureTrust({
  keys: [parseTrustedKey({ name: 'cosign', pem: read('cosign.pub'), validFrom: null, validUntil: null })],
  candidateKeys: [],
  trustedRoot: parseTrustedRoot(read('trusted-root.json')),
  require: 'one',
});

function openLayout(name: string) {
  const { manifests } = indexSchema.parse(JSON.parse(read(`${name}/index.json`)));
  const blob = (digest: Digest) => readFileSync(join(FOLDER, name, 'blobs/sha256', digestHex(digest)));
  const tagged = (tag: string): Digest =>
    parseDigest(manifests.find(({ annotations }) => annotations['org.opencontainers.image.ref.name'] === tag)?.digest ?? '');
  const image = (digest: Digest): ImageManifest => {
    const manifest = parseManifest(blob(digest), 'application/vnd.oci.image.manifest.v1+json');
    if (manifest.kind !== 'image') throw new Error('not an image manifest');
    return manifest;
  };
  return { blob, tagged, image };
}

const firstLayer = ({ layers: [layer] }: ImageManifest) => {
  if (layer === undefined) throw new Error('no layer');
  return layer;
};

describe('when cosign 2.5.0 made the signature', () => {
  const { blob, tagged, image } = openLayout('cosign-2');
  const digest = tagged('latest');
  const layer = firstLayer(image(tagged(`sha256-${digestHex(digest)}.sig`)));
  const material = { format: 'simplesigning', location: '.sig', payload: blob(layer.digest), annotations: layer.annotations } as const;

  it('is valid for the image that it signed', () => {
    expect(verifySignature(material, { digests: [digest] }, trust)).toMatchObject({
      state: 'valid',
      digest,
      loggedAt: '2026-05-02T10:00:00.000Z',
      repository: { registry: 'docker.io', path: 'mcp/signed-by-cosign-2' },
      claim: REVISION,
    });
  });

  it('is not for another one', () => {
    expect(verifySignature(material, { digests: [otherDigest] }, trust)).toMatchObject({ code: 'signature_digest_differs' });
  });
});

describe('when cosign 3.1.1 made the signature', () => {
  const { blob, tagged, image } = openLayout('cosign-3');
  const digest = tagged('latest');
  const index = parseManifest(blob(tagged(`sha256-${digestHex(digest)}`)), 'application/vnd.oci.image.index.v1+json');
  const [referrer] = index.kind === 'index' ? index.manifests : [];
  const bundle = blob(firstLayer(image(referrer?.digest ?? otherDigest)).digest);
  const material = { format: 'bundle', location: 'referrer', bundle } as const;

  it('is valid for the image that it signed', () => {
    expect(verifySignature(material, { digests: [digest] }, trust)).toMatchObject({
      state: 'valid',
      digest,
      loggedAt: '2026-05-02T10:00:00.000Z',
      repository: null,
      claim: REVISION,
    });
  });

  it('is not for another one', () => {
    expect(verifySignature(material, { digests: [otherDigest] }, trust)).toMatchObject({ code: 'signature_digest_differs' });
  });
});
