import { describe, expect, it } from 'vitest';
import { readLabels } from '../../../backend/app/facts/read-labels.ts';
import { verifySubject } from '../../../backend/app/verify/verify-subject.ts';
import { OCI_INDEX, OCI_MANIFEST } from '../../../backend/core/image/media-types.ts';
import { parsePlatform, type Platform } from '../../../backend/core/image/platform.ts';
import { toContentBlob, toDescriptor, type ContentBlob } from '../../../backend/samples/signing/content-blob.ts';
import { codeOf } from '../support/code-of.ts';
import { CURRENT, FORMER, REVISION, THING, makeTestWorld, partsOf, remoteSubject, signWithTag, unbounded } from '../support/test-world.ts';

const CONFIG = 'application/vnd.oci.image.config.v1+json';

interface Part {
  readonly platform: string;
  readonly label?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An index of images with these labels. */
function indexOf(parts: readonly Part[]): { readonly index: ContentBlob; readonly blobs: readonly ContentBlob[] } {
  const made = parts.map(({ platform, label, annotations }, number) => {
    const [os = '', architecture = '', variant] = platform.split('/');
    const config = toContentBlob(CONFIG, { os, architecture, ...(variant === undefined ? {} : { variant }), created: `2026-01-01T00:00:0${String(number % 10)}Z`, config: { Labels: label === undefined ? null : { [REVISION]: label } } });
    const manifest = toContentBlob(OCI_MANIFEST, { schemaVersion: 2, mediaType: OCI_MANIFEST, config: toDescriptor(config), layers: [], annotations: { number: String(number) } });
    return { config, manifest, entry: { ...toDescriptor(manifest), platform: { os, architecture, ...(variant === undefined ? {} : { variant }) }, ...(annotations === undefined ? {} : { annotations }) } };
  });
  const index = toContentBlob(OCI_INDEX, { schemaVersion: 2, mediaType: OCI_INDEX, manifests: made.map(({ entry }) => entry) });
  return { index, blobs: [index, ...made.flatMap(({ config, manifest }) => [manifest, config])] };
}

function read(parts: readonly Part[], platform: Platform | null = null) {
  const { content } = makeTestWorld();
  const { index, blobs } = indexOf(parts);
  content.put(THING, blobs, 'made');
  return readLabels({ repository: THING, digest: index.digest, platform, content, signal: unbounded });
}

const valuesOf = async (answer: ReturnType<typeof read>) => {
  const labels = await answer;
  return labels.known ? labels.value.map(({ value }) => value) : labels.code;
};

const BOTH: readonly Part[] = [{ platform: 'linux/amd64', label: CURRENT }, { platform: 'linux/arm64', label: FORMER }];
const ATTESTATION = { platform: 'unknown/unknown', label: 'of an attestation', annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } };

describe('when the labels of a remote image are read', () => {
  it('counts every runnable platform', async () => {
    expect(await valuesOf(read(BOTH))).toEqual([CURRENT, FORMER]);
  });

  it('leaves attestation manifests out', async () => {
    expect(await valuesOf(read([...BOTH, ATTESTATION]))).toEqual([CURRENT, FORMER]);
  });

  it('counts a real platform that calls itself an attestation', async () => {
    expect(await valuesOf(read([{ platform: 'linux/amd64', label: CURRENT }, { ...ATTESTATION, platform: 'linux/arm64', label: FORMER }]))).toEqual([CURRENT, FORMER]);
  });

  it('says where there is no label', async () => {
    expect(await valuesOf(read([{ platform: 'linux/amd64' }]))).toEqual([null]);
  });

  it.each([['linux/amd64', CURRENT], ['linux/arm64', FORMER], ['linux/arm64/v8', FORMER]])('is narrowed by --platform %s', async (platform, label) => {
    expect(await valuesOf(read(BOTH, parsePlatform(platform)))).toEqual([label]);
  });

  it('refuses a platform that is not there', async () => {
    expect(await codeOf(read(BOTH, parsePlatform('windows/amd64')))).toBe('platform_not_found');
  });

  it('refuses the wrong platform of a single manifest', async () => {
    const { content, thing } = makeTestWorld();
    const digest = partsOf(thing).manifest;
    const request = { repository: THING, digest, content, signal: unbounded };
    expect(await readLabels({ ...request, platform: null })).toMatchObject({ known: true, value: [{ value: CURRENT }] });
    expect(await codeOf(readLabels({ ...request, platform: parsePlatform('linux/arm64') }))).toBe('platform_not_found');
  });

  it('does not believe the index about a platform', async () => {
    const { content } = makeTestWorld();
    const { index, blobs } = indexOf([{ platform: 'linux/amd64', label: CURRENT }]);
    const [, manifest] = blobs;
    if (manifest === undefined) throw new Error('there is a manifest');
    const lying = toContentBlob(OCI_INDEX, { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [{ ...toDescriptor(manifest), platform: { os: 'linux', architecture: 'arm64' } }] });
    content.put(THING, [lying, ...blobs.filter((blob) => blob !== index)]);
    expect(await codeOf(readLabels({ repository: THING, digest: lying.digest, platform: parsePlatform('linux/arm64'), content, signal: unbounded }))).toBe('platform_not_found');
  });

  it.each([[32, 32], [33, 'content_too_large']])('takes %i platforms as %s', async (count, expected) => {
    const answer = await valuesOf(read(Array.from({ length: count }, (_, number) => ({ platform: `linux/arch${String(number)}`, label: CURRENT }))));
    expect(Array.isArray(answer) ? answer.length : answer).toBe(expected);
  });

  it('has no label for an index inside an index', async () => {
    const { content, thing } = makeTestWorld();
    const outer = toContentBlob(OCI_INDEX, { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [toDescriptor(thing.index)] });
    content.put(THING, [outer]);
    expect(await readLabels({ repository: THING, digest: outer.digest, platform: null, content, signal: unbounded })).toMatchObject({ known: false, code: 'manifest_malformed' });
  });

  it('throws a bug on', async () => {
    const { content, thing } = makeTestWorld();
    content.fetchManifest = () => Promise.reject(new TypeError('a bug'));
    await expect(readLabels({ repository: THING, digest: thing.index.digest, platform: null, content, signal: unbounded })).rejects.toThrow(TypeError);
  });
});

describe('when a remote image is verified for one platform', () => {
  it('keeps the labels of each platform apart', async () => {
    const test = makeTestWorld();
    signWithTag(test.content, test.thing);
    const subject = (platform: string | null) => remoteSubject(test, { platform: platform === null ? null : parsePlatform(platform) });
    expect((await verifySubject(test.world, subject('linux/arm64'), unbounded)).facts.subject.labels).toMatchObject({ known: true, value: [{}] });
    const all = await verifySubject(test.world, subject(null), unbounded);
    expect(all.facts.subject.labels).toMatchObject({ known: true, value: [{}, {}] });
    expect(await codeOf(verifySubject(test.world, subject('linux/s390x'), unbounded))).toBe('platform_not_found');
  });
});
