import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { discoverEndpoint } from '../../../backend/adapters/engine/discover-endpoint.ts';
import { toEndpointText, type EngineEnvironment } from '../../../backend/adapters/engine/engine-endpoint.ts';
import { createEngineImageSource } from '../../../backend/adapters/engine/engine-image-source.ts';

let home = '';
let systemSocket = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mcp-home-'));
  systemSocket = join(home, 'system.sock');
  const folder = home;
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
});

function environment(variables: Record<string, string> = {}, platform = 'linux'): EngineEnvironment {
  return { variables, homeFolder: home, platform, systemSocket };
}

function discover(variables: Record<string, string> = {}, platform = 'linux'): string {
  return toEndpointText(discoverEndpoint(environment(variables, platform)));
}

function coded(code: string): unknown {
  return expect.objectContaining({ name: 'CodedError', code });
}

async function listen(path: string): Promise<string> {
  mkdirSync(dirname(path), { recursive: true });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  return path;
}

function write(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}

function writeContext(name: string, meta: unknown, folder = join(home, '.docker')): string {
  const id = createHash('sha256').update(name).digest('hex');
  write(join(folder, 'contexts', 'meta', id, 'meta.json'), meta);
  return join(folder, 'contexts', 'tls', id, 'docker');
}

function context(host: string): unknown {
  return { Name: 'any', Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
}

describe('when DOCKER_HOST names the engine', () => {
  it.each([
    ['unix:///run/user/1000/docker.sock', 'unix:///run/user/1000/docker.sock'],
    ['tcp://engine.corp:2375', 'tcp://engine.corp:2375'],
    ['tcp://engine.corp', 'tcp://engine.corp:2375'],
    ['tcp://engine.corp/', 'tcp://engine.corp:2375'],
    ['engine.corp:4000', 'tcp://engine.corp:4000'],
    ['127.0.0.1', 'tcp://127.0.0.1:2375'],
    ['tcp://[::1]:2375', 'tcp://[::1]:2375'],
    ['npipe:////./pipe/docker_engine', 'npipe:////./pipe/docker_engine'],
  ])('%s is %s', (host, expected) => {
    expect(discover({ DOCKER_HOST: host, DOCKER_CONTEXT: 'ignored' })).toBe(expected);
  });

  it.each([
    ['ssh, whose host key nobody would check', 'ssh://user@engine.corp'],
    ['an unknown scheme', 'ftp://engine.corp'],
    ['a relative socket', 'unix://docker.sock'],
    ['no socket', 'unix://'],
    ['a socket with a NUL', 'unix:///a\u0000b'],
    ['a path on the host', 'tcp://engine.corp/prefix'],
    ['credentials', 'tcp://user:secret@engine.corp:2375'],
    ['a query', 'tcp://engine.corp?x=1'],
    ['no host', 'tcp://'],
    ['a port that is none', 'tcp://engine.corp:99999'],
    ['spaces', 'tcp://a b'],
  ])('it is refused with %s', (_reason, host) => {
    expect(() => discover({ DOCKER_HOST: host })).toThrow(expect.objectContaining({ code: 'engine_unreachable', retryable: false }));
  });

  it('an empty one counts as absent', async () => {
    await listen(systemSocket);
    expect(discover({ DOCKER_HOST: '', DOCKER_CONTEXT: '' })).toBe(`unix://${systemSocket}`);
  });
});

describe('when TLS is asked for', () => {
  it.each([
    ['DOCKER_TLS_VERIFY', { DOCKER_TLS_VERIFY: '1' }, true],
    ['DOCKER_TLS_VERIFY, whatever its value', { DOCKER_TLS_VERIFY: '0' }, true],
    ['DOCKER_TLS alone', { DOCKER_TLS: '1' }, false],
    ['both', { DOCKER_TLS: '1', DOCKER_TLS_VERIFY: '1' }, true],
  ])('by %s, the port is another and the files are read', (_reason, variables, verifyServer) => {
    write(join(home, '.docker', 'ca.pem'), 'authority');
    const endpoint = discoverEndpoint(environment({ DOCKER_HOST: 'tcp://engine.corp', ...variables }));
    expect(endpoint).toEqual({ kind: 'tcp', host: 'engine.corp', port: 2376, tls: { ca: Buffer.from('authority'), cert: null, key: null, verifyServer } });
  });

  it('the files come from DOCKER_CERT_PATH where it is set', () => {
    for (const name of ['ca', 'cert', 'key']) write(join(home, 'certs', `${name}.pem`), name);
    const endpoint = discoverEndpoint(environment({ DOCKER_HOST: 'tcp://e:1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: join(home, 'certs') }));
    const [ca, cert, key] = ['ca', 'cert', 'key'].map((name) => Buffer.from(name));
    expect(endpoint).toEqual({ kind: 'tcp', host: 'e', port: 1, tls: { ca, cert, key, verifyServer: true } });
  });

  it('a certificate path alone asks for nothing', () => {
    expect(discoverEndpoint(environment({ DOCKER_HOST: 'tcp://e:2376', DOCKER_CERT_PATH: home }))).toMatchObject({ tls: null });
  });
});

describe('when a context names the engine', () => {
  it('the current one is taken', () => {
    write(join(home, '.docker', 'config.json'), { auths: {}, currentContext: 'desktop-linux' });
    writeContext('desktop-linux', context(`unix://${home}/.docker/run/docker.sock`));
    expect(discover()).toBe(`unix://${home}/.docker/run/docker.sock`);
  });

  it('DOCKER_CONTEXT comes before it', () => {
    write(join(home, '.docker', 'config.json'), { currentContext: 'other' });
    writeContext('mine', context('tcp://mine:1'));
    expect(discover({ DOCKER_CONTEXT: 'mine' })).toBe('tcp://mine:1');
  });

  it('DOCKER_CONFIG says where they are', () => {
    const folder = join(home, 'elsewhere');
    write(join(folder, 'config.json'), { currentContext: 'mine' });
    writeContext('mine', context('tcp://mine:1'), folder);
    expect(discover({ DOCKER_CONFIG: folder })).toBe('tcp://mine:1');
  });

  it('its certificates are used', () => {
    const folder = writeContext('mine', { Endpoints: { docker: { Host: 'tcp://mine', SkipTLSVerify: true } } });
    write(join(folder, 'cert.pem'), 'certificate');
    expect(discoverEndpoint(environment({ DOCKER_CONTEXT: 'mine' }))).toMatchObject({ port: 2376, tls: { cert: Buffer.from('certificate'), verifyServer: false } });
  });

  it.each([
    ['is not there', undefined],
    ['is malformed', '{'],
    ['has no engine', { Endpoints: {} }],
    ['names an engine of another kind', { Endpoints: { docker: { Host: 7 } } }],
    ['leads over ssh', { Endpoints: { docker: { Host: 'ssh://engine' } } }],
    ['is larger than any context', `{"x":"${'x'.repeat(1_100_000)}"}`],
  ])('and the context %s, there is an engine that cannot be used, not none', async (_reason, meta) => {
    await listen(systemSocket);
    if (meta !== undefined) writeContext('../mine', meta);
    expect(() => discover({ DOCKER_CONTEXT: '../mine' })).toThrow(coded('engine_unreachable'));
  });

  it.each([
    ['is the default one', { currentContext: 'default' }],
    ['is not named', { currentContext: '' }],
    ['is in settings that cannot be read, as for the docker command line', '{"currentContext":'],
    ['is of another type', { currentContext: 7 }],
  ])('and it %s, the default sockets are looked at', async (_reason, config) => {
    write(join(home, '.docker', 'config.json'), config);
    await listen(systemSocket);
    expect(discover()).toBe(`unix://${systemSocket}`);
  });
});

describe('when nothing names the engine', () => {
  it("the system's socket comes first, then Docker Desktop's", async () => {
    const desktop = await listen(join(home, '.docker', 'desktop', 'docker.sock'));
    expect(discover()).toBe(`unix://${desktop}`);
    const run = await listen(join(home, '.docker', 'run', 'docker.sock'));
    expect(discover()).toBe(`unix://${run}`);
    await listen(systemSocket);
    expect(discover()).toBe(`unix://${systemSocket}`);
  });

  it.each([
    ['nothing is there', () => undefined],
    ['a folder is there, made by a mount', (path: string) => { mkdirSync(path); }],
    ['a file is there', (path: string) => { writeFileSync(path, ''); }],
    ['a link to nothing is there', (path: string) => { symlinkSync('/nonexistent/docker.sock', path); }],
  ])('and %s, there is no engine', (_reason, prepare) => {
    prepare(systemSocket);
    expect(() => discover()).toThrow(coded('engine_absent'));
  });

  it('the pipe is taken on Windows', () => {
    expect(discover({}, 'win32')).toBe('npipe:////./pipe/docker_engine');
  });
});

describe('when the source is asked', () => {
  const signal = new AbortController().signal;

  it('an absent engine is told from one that does not answer', async () => {
    const source = createEngineImageSource({ environment: environment() });
    await expect(source.info(signal)).rejects.toEqual(coded('engine_absent'));
    await expect(source.listImages(signal)).rejects.toEqual(coded('engine_absent'));
    const named = createEngineImageSource({ environment: environment({ DOCKER_HOST: `unix://${systemSocket}` }) });
    await expect(named.info(signal)).rejects.toEqual(coded('engine_unreachable'));
    const unknownHost = createEngineImageSource({ environment: environment({ DOCKER_HOST: 'tcp://127.0.0.1:1' }) });
    await expect(unknownHost.info(signal)).rejects.toEqual(coded('engine_unreachable'));
  });

  it('an engine that appears later is found', async () => {
    const source = createEngineImageSource({ environment: environment(), timeouts: { info: 100 } });
    await expect(source.info(signal)).rejects.toEqual(coded('engine_absent'));
    await listen(systemSocket);
    await expect(source.info(signal)).rejects.toEqual(coded('engine_timeout'));
  });
});
