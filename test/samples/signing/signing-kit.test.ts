import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../backend/core/image/parse-manifest.ts';
import { hashLeaf, pathOf, rootOf } from '../../../backend/samples/signing/merkle-tree.ts';
import { signBundle, toReferrerContent } from '../../../backend/samples/signing/sign-bundle.ts';
import { signSimple, toSignatureContent } from '../../../backend/samples/signing/sign-simple.ts';
import { digest, request } from '../../core/signature/support/signed-world.ts';

describe('when a .sig manifest is made', () => {
  const signatures = [signSimple(request), signSimple({ ...request, claims: null })];
  const [manifest, config, ...layers] = toSignatureContent(signatures);

  it('lists each signature with its annotations, by digest and size', () => {
    const parsed = parseManifest(manifest.bytes, manifest.mediaType);
    if (parsed.kind !== 'image') throw new Error('not an image manifest');
    expect(parsed.config).toMatchObject({ digest: config?.digest, size: config?.bytes.length });
    expect(parsed.layers.map((layer) => [layer.digest, layer.size, { ...layer.annotations }])).toEqual(
      signatures.map(({ payload, annotations }, index) => [layers[index]?.digest, payload.length, annotations]),
    );
    expect(layers.map(({ bytes }) => bytes)).toEqual(signatures.map(({ payload }) => payload));
  });
});

describe('when a referrer is made', () => {
  const bundle = signBundle(request);
  const subject = { mediaType: 'application/vnd.oci.image.index.v1+json', digest, size: 7 };
  const [manifest, config, layer] = toReferrerContent(bundle, subject);

  it('names its subject and holds the bundle', () => {
    expect(parseManifest(manifest.bytes, manifest.mediaType)).toMatchObject({
      artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      subject,
      config: { digest: config?.digest },
      layers: [{ digest: layer?.digest, size: bundle.length }],
    });
    expect(layer?.bytes).toBe(bundle);
  });
});

describe('when a log grows', () => {
  // Roots of RFC 6962 over leaves "", "\0", "\x10", " !", "01", "@ABC", "PQRSTUVW", "`a…o": the vectors of Certificate Transparency.
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
    hashLeaf(Buffer.from(hex, 'hex')),
  );

  it.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('has the known root over %i leaves', (size, root) => {
    expect(rootOf(leaves.slice(0, size)).toString('hex')).toBe(root);
  });

  it('needs no path in a tree of one', () => {
    expect(pathOf(0, leaves.slice(0, 1))).toEqual([]);
    expect(pathOf(5, leaves)).toHaveLength(3);
  });
});
