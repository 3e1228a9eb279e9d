import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { toEngineError } from '../../../backend/adapters/engine/engine-error.ts';
import { createEngineImageSource } from '../../../backend/adapters/engine/engine-image-source.ts';
import type { EngineInfo } from '../../../backend/ports/image-source.ts';
import { CLASSIC_INFO } from './fake-engine.ts';

const answer: RequestListener = (_request, response) => response.end(JSON.stringify(CLASSIC_INFO));

async function listen(server: Server, host: string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

async function askInfo(variables: Record<string, string>): Promise<EngineInfo> {
  const environment = { variables, homeFolder: '/nonexistent', platform: 'linux' };
  return createEngineImageSource({ environment }).info(new AbortController().signal);
}

describe('when the engine listens on TCP', () => {
  it.each(['127.0.0.1', '[::1]'])('%s is asked without TLS', async (host) => {
    const port = await listen(createHttpServer(answer), host.replace(/[[\]]/g, ''));
    expect((await askInfo({ DOCKER_HOST: `tcp://${host}:${port}` })).endpoint).toBe(`tcp://${host}:${port}`);
  });

  it("this process's own variables change nothing: the endpoint is the one that was found", async () => {
    const port = await listen(createHttpServer(answer), '127.0.0.1');
    const before = process.env['DOCKER_HOST'];
    process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
    onTestFinished(() => {
      if (before === undefined) delete process.env['DOCKER_HOST'];
      else process.env['DOCKER_HOST'] = before;
    });
    expect((await askInfo({ DOCKER_HOST: `tcp://127.0.0.1:${port}` })).name).toBe('box');
    await expect(askInfo({ DOCKER_HOST: 'unix:///nonexistent.sock' })).rejects.toMatchObject({ code: 'engine_unreachable' });
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('when the engine listens on TCP with TLS [needs openssl]', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-tls-'));
  const empty = mkdtempSync(join(tmpdir(), 'mcp-tls-'));
  const read = (name: string): Buffer => readFileSync(join(folder, name));

  beforeAll(() => {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const output = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
    spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', ...subject, ...output]);
    spawnSync('cp', [join(folder, 'cert.pem'), join(folder, 'ca.pem')]);
    chmodSync(join(folder, 'key.pem'), 0o600);
  });
  afterAll(() => {
    for (const path of [folder, empty]) rmSync(path, { recursive: true });
  });

  async function startTls(): Promise<string> {
    const options = { key: read('key.pem'), cert: read('cert.pem'), ca: read('ca.pem'), requestCert: true, rejectUnauthorized: false };
    return `tcp://127.0.0.1:${await listen(createHttpsServer(options, answer), '127.0.0.1')}`;
  }

  it('is asked where its certificate is signed by the authority that was named', async () => {
    const variables = { DOCKER_HOST: await startTls(), DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
    expect((await askInfo(variables)).name).toBe('box');
  });

  it('is not asked where it is not', async () => {
    const variables = { DOCKER_HOST: await startTls(), DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: empty };
    await expect(askInfo(variables)).rejects.toMatchObject({ code: 'engine_unreachable' });
  });

  it('is asked without verification only where the person said so', async () => {
    expect((await askInfo({ DOCKER_HOST: await startTls(), DOCKER_TLS: '1', DOCKER_CERT_PATH: empty })).name).toBe('box');
  });

  it('does not understand a request without TLS', async () => {
    await expect(askInfo({ DOCKER_HOST: await startTls() })).rejects.toMatchObject({ name: 'CodedError' });
  });
});

describe('when a call to the engine throws', () => {
  const context = { signal: new AbortController().signal, timeout: new AbortController().signal, endpoint: 'unix:///x' };
  it.each([
    ['EACCES', 'engine_forbidden'],
    ['EPERM', 'engine_forbidden'],
    ['ENOENT', 'engine_unreachable'],
    ['ECONNREFUSED', 'engine_unreachable'],
    ['ECONNRESET', 'engine_unreachable'],
    ['ENOTFOUND', 'engine_unreachable'],
    ['EPIPE', 'engine_unreachable'],
    ['CERT_HAS_EXPIRED', 'engine_unreachable'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'engine_unreachable'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'engine_unreachable'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'engine_unreachable'],
    ['HPE_INVALID_CONSTANT', 'engine_failed'],
  ])('%s becomes %s', (code, expected) => {
    expect(toEngineError(Object.assign(new Error('from outside'), { code }), context)).toMatchObject({ code: expected });
  });

  it.each([
    ['a type error', new TypeError('undefined is not a function')],
    ["a wrong argument to Node's own functions", Object.assign(new TypeError('wrong'), { code: 'ERR_INVALID_ARG_TYPE' })],
    ['something that is no error', 'text'],
  ])('%s is a bug and stays what it is', (_reason, bug) => {
    expect(toEngineError(bug, context)).toBe(bug);
  });
});
