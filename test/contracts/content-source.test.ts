import { rm } from 'node:fs/promises';
import { digestHex } from '../../backend/core/image/digest.ts';
import { parseRepository } from '../../backend/core/image/repository.ts';
import { parseMirror } from '../../backend/core/image/mirror.ts';
import { LayoutContent } from '../../backend/adapters/oci/layout-content.ts';
import { MirroredContent } from '../../backend/adapters/oci/mirrored-content.ts';
import { serveHolding, startServer, type Holding } from '../adapters/oci/support/fake-registry.ts';
import { makeRegistry } from '../adapters/oci/support/make-registry.ts';
import { makeWorld, toWire } from '../adapters/oci/support/oci-content.ts';
import { writeLayout } from '../adapters/oci/support/write-layout.ts';
import { CONTRACT_REPOSITORY, contentSourceContract, type ContentSourceUnderTest } from './content-source.contract.ts';

const REF_NAME = 'org.opencontainers.image.ref.name';
const world = makeWorld('contract');
const { index, signature, referrer, fallback, manifests, blobs } = world;
const hex = digestHex(index.digest);
const signatureTag = `sha256-${hex}.sig`;

const layoutOf = (entries: readonly object[]) => async (): Promise<ContentSourceUnderTest> => {
  const folder = await writeLayout([...manifests, ...blobs], entries);
  return { source: await LayoutContent.open(folder), repository: CONTRACT_REPOSITORY, stop: () => rm(folder, { recursive: true }) };
};

const withApi: Holding = { repository: 'mcp/contract', manifests, blobs, tags: { latest: index, [signatureTag]: signature }, referrers: { [index.digest]: fallback } };
const withoutApi: Holding = { ...withApi, tags: { ...withApi.tags, [`sha256-${hex}`]: fallback }, referrers: null };

const registryOf = (holding: Holding) => async (): Promise<ContentSourceUnderTest> => {
  const server = await startServer(serveHolding(holding));
  return { source: makeRegistry(), repository: parseRepository(`${server.host}/mcp/contract`), stop: server.stop };
};

const mirrorOf = (holding: Holding) => async (): Promise<ContentSourceUnderTest> => {
  const server = await startServer(serveHolding(holding));
  const mirror = parseMirror({ of: 'docker.io', at: server.host, plainHttp: true, authoritative: true });
  return { source: new MirroredContent(makeRegistry(), [mirror]), repository: CONTRACT_REPOSITORY, stop: server.stop };
};

const name = (value: string): object => ({ annotations: { [REF_NAME]: value } });

contentSourceContract('a layout with tags', world, layoutOf([toWire(index, name('latest')), toWire(signature, name(signatureTag)), toWire(fallback, name(`sha256-${hex}`))]));
contentSourceContract('a layout with whole references and plain referrers', world, layoutOf([
  toWire(index, { annotations: { 'io.containerd.image.name': 'docker.io/mcp/contract:latest', [REF_NAME]: 'latest' } }),
  toWire(signature, name(`mcp/contract:${signatureTag}`)),
  toWire(referrer),
]));
contentSourceContract('a registry with the referrers API', world, registryOf(withApi));
contentSourceContract('a registry with fallback tags', world, registryOf(withoutApi));
contentSourceContract('an authoritative mirror', world, mirrorOf(withApi));
