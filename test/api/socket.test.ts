import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSocket } from '../../backend/api/serve-loopback.ts';
import { codeOf } from '../app/support/code-of.ts';
import { makeTestApplication } from '../app/support/test-application.ts';
import { sendRaw } from './support/test-api.ts';

describe('when it is served on a unix socket', () => {
  let folder = '';
  const serve = async (path: string) => serveSocket((await makeTestApplication()).application, path);

  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'mcp-trust-socket-')); });
  afterAll(() => rm(folder, { recursive: true }));

  it('makes the folder, lets its owner alone connect, and needs no token', async () => {
    const path = join(folder, 'made', 'api.sock');
    const listening = await serve(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(listening.port).toBe(0);
    expect((await sendRaw({ socketPath: path, path: '/api/status' })).status).toBe(200);
    await listening.close();
  });

  it('takes the place of a socket that was left there', async () => {
    const path = join(folder, 'stale.sock');
    const stale = createServer();
    await new Promise<void>((resolve) => { stale.listen(path, resolve); });
    const listening = await serve(path);
    expect((await sendRaw({ socketPath: path, path: '/api/status' })).status).toBe(200);
    await listening.close();
    await new Promise((resolve) => { stale.close(resolve); });
  });

  it('does not remove a file that is no socket', async () => {
    const path = join(folder, 'file.txt');
    await writeFile(path, 'precious');
    expect(await codeOf(serve(path))).toBe('usage');
    expect(await readFile(path, 'utf8')).toBe('precious');
  });

  it('answers nobody after it was closed', async () => {
    const path = join(folder, 'closed.sock');
    await (await serve(path)).close();
    await expect(sendRaw({ socketPath: path, path: '/api/status' })).rejects.toThrow();
  });
});
