import { describe, expect, it } from 'vitest';
import { runnablePlatforms, type Manifest } from '../../../backend/core/image/manifest.ts';
import { DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST } from '../../../backend/core/image/media-types.ts';
import { MANIFEST_LIMITS, parseManifest, toMediaType } from '../../../backend/core/image/parse-manifest.ts';
import { codeOf } from './code-of.ts';

const DIGEST = `sha256:${'0a'.repeat(32)}`;
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const descriptor = (more: object = {}): object => ({ mediaType: OCI_MANIFEST, digest: DIGEST, size: 7, ...more });
const image = (more: object = {}): object => ({ schemaVersion: 2, mediaType: OCI_MANIFEST, config: descriptor(), layers: [descriptor()], ...more });
const index = (more: object = {}): object => ({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [descriptor()], ...more });

describe('when a manifest is well-formed', () => {
  const read = { mediaType: OCI_MANIFEST, digest: DIGEST, size: 7, annotations: {}, artifactType: null, platform: null };

  it.each([
    ['OCI manifest', OCI_MANIFEST, image()],
    ['OCI manifest without its own media type', OCI_MANIFEST, image({ mediaType: undefined })],
    ['Docker manifest', DOCKER_MANIFEST, image({ mediaType: DOCKER_MANIFEST })],
    ['content type with a parameter', `${OCI_MANIFEST}; charset=utf-8`, image()],
    ['content type in upper case', OCI_MANIFEST.toUpperCase(), image()],
    ['nulls as Go writes them', OCI_MANIFEST, image({ annotations: null, subject: null, artifactType: '' })],
    ['fields that are not known', OCI_MANIFEST, image({ somethingNew: { deep: [1] } })],
  ])('reads an %s', (_name, mediaType, value) => {
    const expected = { kind: 'image', config: read, layers: [read], artifactType: null, subject: null, annotations: {} };
    expect(parseManifest(bytes(value), mediaType)).toEqual(expected);
  });

  it.each([
    ['OCI index', OCI_INDEX, index()],
    ['OCI index without its own media type', OCI_INDEX, index({ mediaType: undefined })],
    ['Docker manifest list', DOCKER_LIST, index({ mediaType: DOCKER_LIST })],
  ])('reads an %s', (_name, mediaType, value) => {
    expect(parseManifest(bytes(value), mediaType)).toEqual({ kind: 'index', manifests: [read] });
  });

  it('reads layers that are null as none', () => {
    expect(parseManifest(bytes(image({ layers: null })), OCI_MANIFEST)).toMatchObject({ layers: [] });
  });

  it('reads an artifact with a subject', () => {
    const value = image({ artifactType: 'application/x', subject: descriptor({ size: 9 }), annotations: { one: '1' } });
    expect(parseManifest(bytes(value), OCI_MANIFEST)).toMatchObject({ artifactType: 'application/x', subject: { size: 9 }, annotations: { one: '1' } });
  });

  it('keeps annotations as text without a prototype', () => {
    const manifest = parseManifest(bytes(image({ annotations: { a: '<b>\u0000' } })), OCI_MANIFEST);
    if (manifest.kind !== 'image') throw new Error('an image is expected');
    expect(manifest.annotations['a']).toBe('<b>\u0000');
    expect(manifest.annotations['constructor']).toBeUndefined();
    expect(Object.getPrototypeOf(manifest.annotations)).toBeNull();
  });

  it('allows as many layers and manifests as the limits say', () => {
    expect(codeOf(() => parseManifest(bytes(image({ layers: Array(MANIFEST_LIMITS.layers).fill(descriptor()) })), OCI_MANIFEST))).toBeNull();
    expect(codeOf(() => parseManifest(bytes(index({ manifests: Array(MANIFEST_LIMITS.manifests).fill(descriptor()) })), OCI_INDEX))).toBeNull();
  });
});

describe('when a manifest is malformed', () => {
  const text = JSON.stringify(image());
  it.each<[string, string, unknown]>([
    ['nothing', OCI_MANIFEST, ''],
    ['not JSON', OCI_MANIFEST, '<html>'],
    ['cut off', OCI_MANIFEST, text.slice(0, -1)],
    ['more behind', OCI_MANIFEST, `${text}{}`],
    ['byte order mark', OCI_MANIFEST, `\uFEFF${text}`],
    ['null', OCI_MANIFEST, 'null'],
    ['a number', OCI_MANIFEST, '2'],
    ['a list', OCI_INDEX, '[]'],
    ['endless nesting', OCI_INDEX, '['.repeat(100_000)],
    ['duplicate key', OCI_MANIFEST, text.replace('"layers"', '"config":{},"layers"')],
    ['key in other letters', OCI_MANIFEST, image({ Config: descriptor() })],
    ['key of a descriptor in other letters', OCI_MANIFEST, image({ config: descriptor({ Digest: DIGEST }) })],
    ['prototype key', OCI_MANIFEST, text.replace('"layers"', '"__proto__":{},"layers"')],
    ['schema 1', 'application/vnd.docker.distribution.manifest.v1+prettyjws', image()],
    ['schema version 1', OCI_MANIFEST, image({ schemaVersion: 1 })],
    ['schema version as text', OCI_MANIFEST, image({ schemaVersion: '2' })],
    ['no schema version', OCI_MANIFEST, image({ schemaVersion: undefined })],
    ['no manifest by its media type', 'application/json', image()],
    ['no media type', '', image()],
    ['another media type than it is served as', OCI_MANIFEST, image({ mediaType: DOCKER_MANIFEST })],
    ['index served as a manifest', OCI_MANIFEST, index()],
    ['manifest served as an index', OCI_INDEX, image()],
    ['index with another media type', OCI_INDEX, index({ mediaType: DOCKER_LIST })],
    ['Docker manifest without its media type', DOCKER_MANIFEST, image({ mediaType: undefined })],
    ['Docker list without its media type', DOCKER_LIST, index({ mediaType: undefined })],
    ['both index and image, served as an index', OCI_INDEX, { ...image({ mediaType: OCI_INDEX }), ...index() }],
    ['both index and image, served as an image', OCI_MANIFEST, image({ manifests: [] })],
    ['no config', OCI_MANIFEST, image({ config: undefined })],
    ['config that is text', OCI_MANIFEST, image({ config: 'x' })],
    ['layers that are no list', OCI_MANIFEST, image({ layers: {} })],
    ['manifests that are no list', OCI_INDEX, index({ manifests: {} })],
    ['digest of another algorithm', OCI_MANIFEST, image({ config: descriptor({ digest: `sha512:${'0a'.repeat(64)}` }) })],
    ['digest in upper case', OCI_MANIFEST, image({ config: descriptor({ digest: DIGEST.toUpperCase() }) })],
    ['digest with a line break', OCI_MANIFEST, image({ config: descriptor({ digest: `${DIGEST}\n` }) })],
    ['digest that is a number', OCI_MANIFEST, image({ config: descriptor({ digest: 5 }) })],
    ['no size', OCI_MANIFEST, image({ config: descriptor({ size: undefined }) })],
    ['negative size', OCI_MANIFEST, image({ config: descriptor({ size: -1 }) })],
    ['broken size', OCI_MANIFEST, image({ config: descriptor({ size: 1.5 }) })],
    ['size as text', OCI_MANIFEST, image({ config: descriptor({ size: '7' }) })],
    ['size beyond safe integers', OCI_MANIFEST, text.replace('"size":7', '"size":9007199254740993')],
    ['size with an exponent', OCI_MANIFEST, text.replace('"size":7', '"size":7e0')],
    ['no media type of a descriptor', OCI_MANIFEST, image({ config: descriptor({ mediaType: '' }) })],
    ['annotation that is no text', OCI_MANIFEST, image({ annotations: { a: 1 } })],
    ['annotations that are a list', OCI_MANIFEST, image({ annotations: ['a'] })],
    ['platform that is text', OCI_INDEX, index({ manifests: [descriptor({ platform: 'linux/amd64' })] })],
    ['platform without an architecture', OCI_INDEX, index({ manifests: [descriptor({ platform: { os: 'linux' } })] })],
  ])('refuses: %s', (_name, mediaType, value) => {
    expect(codeOf(() => parseManifest(bytes(value), mediaType))).toBe('manifest_malformed');
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(codeOf(() => parseManifest(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d), OCI_MANIFEST))).toBe('manifest_malformed');
  });
});

describe('when a manifest is too large', () => {
  it.each([
    ['101 layers', OCI_MANIFEST, bytes(image({ layers: Array(MANIFEST_LIMITS.layers + 1).fill(descriptor()) }))],
    ['1001 manifests', OCI_INDEX, bytes(index({ manifests: Array(MANIFEST_LIMITS.manifests + 1).fill(descriptor()) }))],
    ['1001 things that are no descriptors', OCI_INDEX, bytes(index({ manifests: Array(MANIFEST_LIMITS.manifests + 1).fill(1) }))],
    ['a byte more than 4 MiB', OCI_MANIFEST, new Uint8Array(MANIFEST_LIMITS.bytes + 1)],
  ])('refuses %s', (_name, mediaType, content) => {
    expect(codeOf(() => parseManifest(content, mediaType))).toBe('content_too_large');
  });
});

describe('when runnable platforms are chosen', () => {
  const attestation = { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } };
  const platform = (os: string, architecture: string, variant?: string): object => ({ platform: { os, architecture, variant } });
  const parse = (...manifests: object[]): Manifest => parseManifest(bytes(index({ manifests })), OCI_INDEX);
  const choose = (...manifests: object[]): unknown[] => {
    const parsed = parse(...manifests);
    return parsed.kind === 'index' ? runnablePlatforms(parsed).map((entry) => entry.platform) : [];
  };

  it('leaves out attestation manifests', () => {
    const found = choose(descriptor(platform('linux', 'amd64')), descriptor({ ...platform('unknown', 'unknown'), ...attestation }));
    expect(found).toEqual([{ os: 'linux', architecture: 'amd64', variant: null }]);
  });

  it('keeps a manifest that an engine would run, though it calls itself an attestation', () => {
    expect(choose(descriptor({ ...platform('linux', 'arm64', 'v8'), ...attestation }))).toEqual([{ os: 'linux', architecture: 'arm64', variant: 'v8' }]);
  });

  it('keeps a manifest without a platform, and one that is unknown by half', () => {
    expect(choose(descriptor(), descriptor(platform('', '')), descriptor(platform('linux', 'unknown')))).toEqual([null, null, { os: 'linux', architecture: 'unknown', variant: null }]);
  });

  it('leaves out what is no manifest', () => {
    expect(choose(descriptor({ mediaType: 'application/x', ...platform('linux', 'amd64') }))).toEqual([]);
  });
});

describe('when a content type is read', () => {
  it.each([['a/B', 'a/b'], [' a/b ; charset=x', 'a/b'], ['', ''], [';', '']])('%j is %j', (text, expected) => {
    expect(toMediaType(text)).toBe(expected);
  });
});
