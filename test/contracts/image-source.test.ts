import { parseDigest } from '../../backend/core/image/digest.ts';
import { parseReference } from '../../backend/core/image/reference.ts';
import { CLASSIC_INFO, CONTAINERD_INFO, json, sourceOf, startFakeEngine } from '../adapters/engine/fake-engine.ts';
import { FakeImageSource } from './fake-image-source.ts';
import { describeImageSource, type ImageSourceWorld } from './image-source.contract.ts';

const CONFIG = `sha256:${'c'.repeat(64)}`;
const INDEX = `sha256:${'d'.repeat(64)}`;
const REVISION = { 'org.opencontainers.image.revision': 'a'.repeat(40) };
const ARM = { os: 'linux', architecture: 'arm64', variant: 'v8' };

async function startEngine(store: 'classic' | 'containerd'): Promise<ImageSourceWorld> {
  const id = store === 'classic' ? CONFIG : INDEX;
  const names = { RepoTags: ['mcp/time:latest', 'localhost:5000/mcp/time:1'], RepoDigests: [`mcp/time@${INDEX}`, `docker.io/mcp/time@${INDEX}`] };
  const listed = { Id: id, ...names, Labels: REVISION, Created: 1_767_225_600, Size: 1234 };
  const inspected = { Id: id, ...names, Config: { Labels: REVISION }, Created: '2026-01-01T00:00:00Z', Size: 1234, Os: 'linux', Architecture: 'arm64', Variant: 'v8' };
  const dangling = { Id: `sha256:${'e'.repeat(64)}`, RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'], Labels: null, Created: 0, Size: 1 };
  const engine = await startFakeEngine({
    '/info': json(store === 'classic' ? CLASSIC_INFO : CONTAINERD_INFO),
    '/images/json': json([dangling, listed]),
    '/images/docker.io/mcp/time:latest/json': json(inspected),
    [`/images/docker.io/mcp/time@${INDEX}/json`]: json(inspected),
    [`/images/${id}/json`]: json(inspected),
  });
  const image = { id, reference: 'mcp/time', labels: REVISION, digests: [`docker.io/mcp/time@${INDEX}`], platform: ARM };
  return { source: sourceOf(engine.socketPath), store, image, stop: engine.stop };
}

describeImageSource('the engine adapter on a classic store', () => startEngine('classic'));
describeImageSource('the engine adapter on a containerd store', () => startEngine('containerd'));
describeImageSource('the fake', async () => {
  const id = parseDigest(CONFIG);
  const digests = [parseReference(`mcp/time@${INDEX}`)];
  const image = { id, store: 'classic', tags: [parseReference('mcp/time:latest')], digests, labels: REVISION, createdAt: null, sizeBytes: 1 } as const;
  const source = new FakeImageSource([image], new Map([[id, ARM]]));
  const expected = { id, reference: 'mcp/time', labels: REVISION, digests: [`docker.io/mcp/time@${INDEX}`], platform: ARM };
  return Promise.resolve({ source, store: 'classic', image: expected, stop: () => undefined });
});
