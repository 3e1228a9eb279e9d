import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseMirror } from '../../../backend/core/image/mirror.ts';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import type { RegistryLogin } from '../../../backend/adapters/oci/credentials.ts';
import { MirroredContent } from '../../../backend/adapters/oci/mirrored-content.ts';
import { makeRegistry, rejection } from '../../adapters/oci/support/make-registry.ts';
import { makeWorld } from '../../adapters/oci/support/oci-content.ts';
import { contentSourceContract, CONTRACT_REPOSITORY } from '../../contracts/content-source.contract.ts';
import { startRegistry, type RegistryServer } from '../support/registry-server.ts';
import { describeWith } from '../support/requirements.ts';
import { pushWorld } from './push-world.ts';

const world = makeWorld('real registry');
const login = { user: 'reader', password: 'correct horse' };
const authorization = `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
const right: RegistryLogin = { kind: 'password', username: login.user, password: login.password };
const { signal } = new AbortController();

describeWith('registry', 'a real registry', () => {
  contentSourceContract('a registry without authentication', world, async () => {
    const server = await startRegistry();
    await pushWorld({ url: server.url, repository: 'mcp/contract' }, world);
    return { source: makeRegistry(), repository: parseRepository(`${server.host}/mcp/contract`), stop: server.stop };
  });

  contentSourceContract('a registry with htpasswd', world, async () => {
    const server = await startRegistry({ login });
    await pushWorld({ url: server.url, repository: 'mcp/contract', authorization }, world);
    const source = makeRegistry({ credentials: () => Promise.resolve(right) });
    return { source, repository: parseRepository(`${server.host}/mcp/contract`), stop: server.stop };
  });

  contentSourceContract('a mirror', world, async () => {
    const server = await startRegistry();
    await pushWorld({ url: server.url, repository: 'hub/mcp/contract' }, world);
    const mirror = parseMirror({ of: 'docker.io', at: `${server.host}/hub`, plainHttp: true, authoritative: true });
    return { source: new MirroredContent(makeRegistry(), [mirror]), repository: CONTRACT_REPOSITORY, stop: server.stop };
  });
});

describeWith('registry', 'a real registry with htpasswd', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry({ login });
    await pushWorld({ url: server.url, repository: 'mcp/x', authorization }, world);
  });
  afterAll(() => server.stop());
  const fetchWith = async (found: RegistryLogin | null, reference = 'latest'): Promise<unknown> =>
    makeRegistry({ credentials: () => Promise.resolve(found) }).fetchManifest(parseRepository(`${server.host}/mcp/x`), reference, { signal });

  it('is unauthorized without a login and with a wrong one, for what exists and for what does not', async () => {
    const wrong: RegistryLogin = { kind: 'password', username: login.user, password: 'wrong' };
    for (const found of [null, wrong]) {
      expect((await rejection(fetchWith(found))).code).toBe('registry_unauthorized');
      expect((await rejection(fetchWith(found, 'absent'))).code).toBe('registry_unauthorized');
    }
  });

  it('says "not found" to a right login only', async () => {
    expect((await rejection(fetchWith(right, 'absent'))).code).toBe('manifest_not_found');
  });
});

describeWith('registry', 'a real registry that breaks', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry();
    await pushWorld({ url: server.url, repository: 'mcp/x' }, world);
  });
  afterAll(() => server.stop());
  const registry = makeRegistry();
  const fetch = async (reference: string, path = 'mcp/x'): Promise<unknown> =>
    registry.fetchManifest(parseRepository(`${server.host}/${path}`), reference, { signal });

  it('says that a repository is not there', async () => {
    expect((await rejection(fetch('latest', 'mcp/absent'))).code).toBe('manifest_not_found');
    expect(await registry.listReferrers(parseRepository(`${server.host}/mcp/absent`), world.index.digest, { signal })).toEqual([]);
  });

  it('takes one request a manifest', async () => {
    let count = 0;
    const counting = makeRegistry({ onRequest: () => { count += 1; } });
    await counting.fetchManifest(parseRepository(`${server.host}/mcp/x`), world.image.digest, { signal });
    expect(count).toBe(1);
  });

  it('answers with a code when its storage is gone', async () => {
    await rm(join(server.storage, 'docker/registry/v2/blobs'), { recursive: true });
    const codes = [(await rejection(fetch('latest'))).code, (await rejection(fetch(world.image.digest))).code];
    expect(codes.every((code) => ['registry_unavailable', 'manifest_not_found'].includes(code))).toBe(true);
  });

  it('is unreachable when it has stopped', async () => {
    await server.stop();
    expect((await rejection(fetch('latest'))).code).toBe('registry_unreachable');
  });
});
