import { createPlaceOrder } from '../../../backend/app/facts/place-order.ts';
import { createPublishedKeys } from '../../../backend/app/facts/published-keys.ts';
import type { LocalSubject, RemoteSubject } from '../../../backend/app/verify/subject.ts';
import type { World } from '../../../backend/app/world.ts';
import { parseDigest, type Digest } from '../../../backend/core/image/digest.ts';
import { parseReference } from '../../../backend/core/image/reference.ts';
import { parseRepository, type Repository } from '../../../backend/core/image/repository.ts';
import { createSignatureTrust } from '../../../backend/core/signature/create-signature-trust.ts';
import { parseTrustedKey } from '../../../backend/core/signature/trusted-key.ts';
import type { TrustedKey } from '../../../backend/core/signature/trust.ts';
import { parseTrustedRoot } from '../../../backend/core/signature/trusted-root.ts';
import type { LocalImage } from '../../../backend/ports/image-source.ts';
import { toSampleImage, type SampleImage } from '../../../backend/samples/sample-image.ts';
import { SampleLog } from '../../../backend/samples/signing/sample-log.ts';
import { signBundle, toReferrerContent } from '../../../backend/samples/signing/sign-bundle.ts';
import { signSimple, toSignatureContent } from '../../../backend/samples/signing/sign-simple.ts';
import { generateSigningKey, type SigningKey } from '../../../backend/samples/signing/signing-key.ts';
import { toDescriptor } from '../../../backend/samples/signing/content-blob.ts';
import { FakeFactStore } from '../../contracts/fake-fact-store.ts';
import { FakeImageSource } from '../../contracts/fake-image-source.ts';
import { entryOf } from '../../fixtures/facts.ts';
import { FakeCatalog, snapshotOf, type FakeServer } from './fake-catalog.ts';
import { FakeContent } from './fake-content.ts';

export const NOW = Date.parse('2026-06-15T12:00:00Z');
export const HOUR = 60 * 60 * 1000;
export const REVISION = 'org.opencontainers.image.revision';
export const CURRENT = 'c'.repeat(40);
export const FORMER = 'a'.repeat(40);
export const THING = parseRepository('docker.io/mcp/thing');
export const SIGNATURES = parseRepository('docker.io/mcp/signatures');
const LOGGED_AT = new Date('2026-06-10T08:00:00Z');

export const keys = { trusted: generateSigningKey(), stranger: generateSigningKey(), announced: generateSigningKey() };
export const log = new SampleLog({ origin: 'log.example', validFrom: '2025-01-01T00:00:00Z' });
const trustedRoot = parseTrustedRoot(log.trustedRoot);
export const unbounded = new AbortController().signal;

export function keyOf(name: string, { pem }: SigningKey): TrustedKey {
  return parseTrustedKey({ name, pem, validFrom: null, validUntil: null });
}

const trustOf = (candidateKeys: readonly TrustedKey[]): World['trust'] =>
  createSignatureTrust({ keys: [keyOf('trusted', keys.trusted)], candidateKeys, trustedRoot, require: 'one' });

/** A server that pins `CURRENT` since June, and pinned `FORMER` before. */
export function serverOf(name: string, repository: Repository): FakeServer {
  const project = `https://github.com/acme/${name}`;
  const intervals = [
    { project, commit: FORMER, from: '2026-01-01T00:00:00Z', until: '2026-06-01T00:00:00Z' },
    { project, commit: CURRENT, from: '2026-06-01T00:00:00Z', until: null },
  ];
  const entry = entryOf(CURRENT, { name, title: `The ${name}`, image: repository, source: { project, commit: CURRENT, branch: 'main', directory: null } });
  return { entry, history: { server: name, intervals, removedAt: null } };
}

export function imageOf(text: string, revision: string | null = CURRENT): SampleImage {
  return toSampleImage({ text, labels: revision === null ? {} : { [REVISION]: revision }, createdAt: '2026-06-09T00:00:00Z' });
}

/** The digests of an image's parts for linux/amd64. */
export function partsOf({ blobs }: SampleImage): { readonly config: Digest; readonly manifest: Digest } {
  const [, , config, manifest] = blobs;
  if (config === undefined || manifest === undefined) throw new Error('an image has parts');
  return { config: config.digest, manifest: manifest.digest };
}

export interface SignOptions {
  readonly key?: SigningKey;
  readonly digest?: Digest;
  readonly repository?: Repository;
  readonly claim?: string | null;
  readonly reference?: string;
}

export interface WorldOptions {
  readonly images?: readonly LocalImage[];
  readonly announced?: string | null;
  readonly change?: Partial<World>;
}

/** A world of fakes with the image `thing` in its registry, and nothing in its engine unless asked for. */
export function makeTestWorld({ images = [], announced = null, change = {} }: WorldOptions = {}) {
  const time = { now: NOW };
  const content = new FakeContent();
  const thing = imageOf('thing');
  content.put(THING, thing.blobs, 'latest');
  const catalog = new FakeCatalog(snapshotOf([serverOf('thing', THING), serverOf('other', parseRepository('docker.io/mcp/other'))], '2026-06-15T11:30:00Z'));
  const store = new FakeFactStore(() => time.now);
  const engine = new FakeImageSource(images);
  const trust = trustOf([]);
  const world: World = {
    kind: 'real',
    images: engine,
    content,
    openLayout: () => Promise.resolve({ images: [], content }),
    catalog,
    store,
    trust,
    withCandidates: trustOf,
    publishedKeys: createPublishedKeys({ readText: () => Promise.resolve(announced), trusted: trust.keys }),
    policy: { signedRepositories: ['docker.io/mcp/*'], catalogMaxAge: 7 * 24 * HOUR, strictReference: false, knownPublishers: [] },
    signatureRepository: SIGNATURES,
    mirrors: [],
    order: createPlaceOrder(),
    handbook: { catalogSource: 'https://catalog.example/registry', catalogBranch: 'main', keyFile: 'docker-mcp.pub', dockerKeys: new Set() },
    isCatalogOffline: false,
    clock: () => time.now,
    ...change,
  };
  return { world, content, catalog, store, engine, thing, time };
}

export type TestWorld = ReturnType<typeof makeTestWorld>;

function requestOf(image: SampleImage, { key = keys.trusted, digest = image.index.digest, claim = CURRENT }: SignOptions) {
  return { digest, key, log, at: LOGGED_AT, claims: claim === null ? null : { [REVISION]: claim } };
}

/** Puts a `.sig` tag for the image into a repository (the signature repository unless said otherwise). */
export function signWithTag(content: FakeContent, image: SampleImage, options: SignOptions = {}): void {
  const { repository = SIGNATURES, reference = 'index.docker.io/mcp/thing' } = options;
  const signature = toSignatureContent([signSimple({ ...requestOf(image, options), reference })]);
  content.put(repository, signature, `${(options.digest ?? image.index.digest).replace(':', '-')}.sig`);
}

/** Attaches a bundle to the image as a referrer. */
export function signWithReferrer(content: FakeContent, image: SampleImage, options: SignOptions & { readonly artifactType?: string } = {}): void {
  const referrer = toReferrerContent(signBundle(requestOf(image, options)), toDescriptor(image.index));
  content.putReferrer(options.repository ?? SIGNATURES, image.index.digest, referrer, options.artifactType ?? null);
}

export function remoteSubject({ world, thing }: TestWorld, change: Partial<RemoteSubject> = {}): RemoteSubject {
  return { kind: 'remote', origin: 'registry', reference: 'mcp/thing', repository: THING, digest: thing.index.digest, tags: ['latest'], content: world.content, platform: null, ...change };
}

/** The image as an engine has it: by config digest (classic), or by index digest (containerd). */
export function localImage(image: SampleImage, change: Partial<LocalImage> & { readonly names?: readonly string[] } = {}): LocalImage {
  const { names = ['mcp/thing'], ...rest } = change;
  return {
    id: partsOf(image).config,
    store: 'classic',
    tags: names.map((name) => parseReference(`${name}:latest`)),
    digests: names.map((name) => parseReference(`${name}@${image.index.digest}`)),
    labels: { [REVISION]: CURRENT },
    createdAt: '2026-06-09T00:00:00Z',
    sizeBytes: 1000,
    ...rest,
  };
}

export function localSubject(world: World, image: LocalImage, digest: Digest | null): LocalSubject {
  return { kind: 'local', reference: 'mcp/thing:latest', repository: THING, digest, tags: ['latest'], content: world.content, image };
}

export function digestOf(letter: string): Digest {
  return parseDigest(`sha256:${letter.repeat(64)}`);
}
