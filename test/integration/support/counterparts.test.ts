import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectLocalEngine } from './classic-engine.ts';
import { startContainerdEngine, type ContainerdEngine } from './containerd-engine.ts';
import { generateKey, signWithCosign, verifyWithCosign } from './cosign.ts';
import { pushImage, pushIndex, type PushTarget } from './registry-images.ts';
import { startRegistry, type RegistryServer } from './registry-server.ts';
import { startRekorStandIn, type RekorStandIn } from './rekor-stand-in.ts';
import { describeWith } from './requirements.ts';
import type { TestEngine } from './test-engine.ts';

const REVISION = '4f1c2d7e9a0b3c5d6e8f7a1b2c3d4e5f60718293';
const annotations = { 'org.opencontainers.image.revision': REVISION };

async function pushTwoPlatforms(target: PushTarget): Promise<string> {
  const amd64 = await pushImage(target, { labels: annotations });
  const arm64 = await pushImage(target, { labels: annotations, platform: 'linux/arm64' });
  const { digest } = await pushIndex(target, [amd64, arm64], 'latest');
  return digest;
}

describeWith('registry', 'a registry with a login', () => {
  it('answers only to the right password', async () => {
    const registry = await startRegistry({ login: { user: 'reader', password: 'secret' } });
    try {
      const authorization = `Basic ${Buffer.from('reader:secret').toString('base64')}`;
      expect((await fetch(`${registry.url}/v2/`)).status).toBe(401);
      expect((await fetch(`${registry.url}/v2/`, { headers: { authorization } })).status).toBe(200);
    } finally {
      await registry.stop();
    }
  });
});

describeWith(['cosign', 'registry'], 'real cosign with a stand-in for the log', () => {
  let registry: RegistryServer;
  let log: RekorStandIn;
  let folder: string;

  beforeAll(async () => {
    registry = await startRegistry();
    log = await startRekorStandIn();
    folder = await mkdtemp(join(tmpdir(), 'mcp-trust-keys-'));
  });

  afterAll(async () => {
    await registry.stop();
    await log.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([2, 3] as const)('signs, logs and verifies with cosign %i', async (version) => {
    const target = { url: registry.url, repository: `mcp/by-${String(version)}` };
    const image = `${registry.host}/${target.repository}@${await pushTwoPlatforms(target)}`;
    const { key, pub } = await generateKey(version, join(folder, String(version)));
    const before = log.size();
    await signWithCosign(version, { image, key, annotations, log });
    expect(log.size()).toBe(before + 1);
    const verified = await verifyWithCosign(version, { image, key: pub, annotations, log });
    expect(verified.stdout).toContain(REVISION);
    const other = { 'org.opencontainers.image.revision': '0'.repeat(40) };
    await expect(verifyWithCosign(version, { image, key: pub, annotations: other, log })).rejects.toThrow();
    const otherLog = await startRekorStandIn();
    await expect(verifyWithCosign(version, { image, key: pub, log: otherLog })).rejects.toThrow();
    await otherLog.stop();
  });
});

/** Pushes, pulls, and leaves nothing behind. */
async function exercise(engine: TestEngine, registry: RegistryServer): Promise<void> {
  const imported = `${registry.host}/mcp/imported:latest`;
  await engine.importImage(imported, { labels: annotations });
  expect(await engine.push(imported)).toMatch(/^sha256:[0-9a-f]{64}$/);
  const digest = await pushTwoPlatforms({ url: registry.url, repository: 'mcp/pulled' });
  const pulled = `${registry.host}/mcp/pulled`;
  await engine.pull(`${pulled}:latest`);
  await engine.tag(`${pulled}:latest`, `mcp/other:${engine.runId}`);
  const image = await engine.inspect(`${pulled}:latest`);
  expect(image).toMatchObject({ Config: { Labels: annotations } });
  expect(image).toMatchObject({ RepoDigests: expect.arrayContaining([`${pulled}@${digest}`]) as unknown });
  await engine.cleanUp();
  const left = await engine.docker('images', '--format', '{{.Repository}}:{{.Tag}}');
  expect(left).not.toContain(registry.host);
  expect(left).not.toContain(engine.runId);
}

describeWith(['engine', 'registry'], 'the engine of this machine', () => {
  it('pushes to and pulls from a registry', async () => {
    const registry = await startRegistry();
    try {
      await exercise(connectLocalEngine(), registry);
    } finally {
      await registry.stop();
    }
  });
});

describeWith('containerd', 'an engine with the containerd image store', () => {
  let engine: ContainerdEngine;
  beforeAll(async () => {
    engine = await startContainerdEngine();
  });
  afterAll(() => engine.stop());

  it('has that store', async () => {
    expect(await engine.engine.docker('info', '--format', '{{json .DriverStatus}}')).toContain('snapshotter');
  });

  it('shares nothing with this machine but the ports that it is given', async () => {
    const { stdout } = await engine.run('ip', ['-brief', 'link']);
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('pushes to and pulls from a registry outside', async () => {
    await exercise(engine.engine, engine.registry);
  });
});
