import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serveLoopback, type LoopbackService } from '../../backend/api/serve-loopback.ts';
import { codeOf } from '../app/support/code-of.ts';
import { makeTestApplication } from '../app/support/test-application.ts';
import { sendRaw, type RawAnswer } from './support/test-api.ts';

const codeSchema = z.object({ code: z.string() });
const codeIn = ({ text }: RawAnswer): string => codeSchema.parse(JSON.parse(text)).code;

describe('when it is served on loopback', () => {
  let folder = '';
  let service: LoopbackService;
  let cookie = '';
  const token = (): string => new URL(service.address).hash.slice('#token='.length);
  const send = (path: string, { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {}) =>
    sendRaw({ host: '127.0.0.1', port: service.port, path, method, headers }, body);
  const exchange = (given: string, headers: Record<string, string> = {}) => send('/api/session', { method: 'POST', body: JSON.stringify({ token: given }), headers });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcp-trust-panel-'));
    await mkdir(join(folder, 'panel', 'assets'), { recursive: true });
    await writeFile(join(folder, 'panel', 'index.html'), '<!doctype html><title>panel</title>');
    await writeFile(join(folder, 'panel', 'assets', 'app.js'), 'export {};');
    await writeFile(join(folder, 'secret.txt'), 'hunter2');
    await writeFile(join(folder, 'panel-secret.txt'), 'hunter2');
    service = await serveLoopback((await makeTestApplication()).application, { port: 0, panel: join(folder, 'panel') });
    cookie = (await exchange(token())).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  });
  afterAll(async () => {
    await service.close();
    await rm(folder, { recursive: true });
  });

  it('prints a loopback address with the token in its fragment', () => {
    expect(service.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
  });

  it('gives a cookie for the token, which no script reads and no other site sends', async () => {
    const answer = await exchange(token());
    const [header = ''] = answer.headers['set-cookie'] ?? [];
    expect(answer.status).toBe(200);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(header.split('; ')).toContain(attribute);
    expect(header).not.toContain(token());
    expect((await send('/api/status', { headers: { cookie } })).status).toBe(200);
  });

  it.each(['', 'wrong', 'x'.repeat(200)])('refuses the token %j', async (wrong) => {
    const answer = await exchange(wrong);
    expect([answer.status, codeIn(answer), answer.headers['set-cookie']]).toEqual([403, 'request_forbidden', undefined]);
  });

  it.each([['{}'], ['{'], [JSON.stringify({ token: 'x'.repeat(201) })], [JSON.stringify({ token: 3 })]])('refuses the body %s for a token', async (body) => {
    const answer = await send('/api/session', { method: 'POST', body });
    expect([answer.status, codeIn(answer)]).toEqual([400, 'request_malformed']);
  });

  it.each<readonly [string, Record<string, string>]>([
    ['no cookie', {}],
    ['a wrong one', { cookie: 'mcp-trust-session=wrong' }],
    ['an empty one', { cookie: 'mcp-trust-session=' }],
    ['another one', { cookie: 'other=1' }],
    ['none that is well-formed', { cookie: '%%%;=;;' }],
  ])('refuses the API with %s', async (_name, headers) => {
    for (const [method, path] of [['GET', '/api/status'], ['DELETE', '/api/data'], ['GET', '/api/unknown']] as const) {
      const answer = await send(path, { method, headers });
      expect([answer.status, codeIn(answer)]).toEqual([403, 'request_forbidden']);
    }
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '0.0.0.0', '[::1]', 'localhost.evil.example'])('is not rebound to the name %s', async (host) => {
    for (const path of ['/api/status', '/', '/assets/app.js']) {
      const answer = await send(path, { headers: { host, cookie } });
      expect([answer.status, codeIn(answer)]).toEqual([403, 'request_forbidden']);
    }
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1', ''])('refuses a request from the page %j', async (origin) => {
    for (const path of ['/api/status', '/api/session']) {
      const answer = await send(path, { headers: { origin, cookie }, method: path === '/api/session' ? 'POST' : 'GET' });
      expect([answer.status, codeIn(answer)]).toEqual([403, 'request_forbidden']);
    }
  });

  it('takes requests of its own page', async () => {
    for (const name of ['127.0.0.1', 'localhost']) {
      const host = `${name}:${String(service.port)}`;
      expect((await send('/api/status', { headers: { host, origin: `http://${host}`, cookie } })).status).toBe(200);
    }
  });

  it.each(['/', '/index.html', '/assets/app.js'])('serves %s under a strict policy', async (path) => {
    const answer = await send(path);
    expect(answer.status).toBe(200);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    const policy = String(answer.headers['content-security-policy']);
    for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) expect(policy.split('; ')).toContain(rule);
  });

  it.each([
    '/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/../../secret.txt', '/..\\secret.txt', '/..%5csecret.txt', '//secret.txt',
    '/.%2e/secret.txt', '/%252e%252e/secret.txt', '/../panel-secret.txt', '/assets/..%2f..%2fsecret.txt', '/secret.txt%00.js', '/absent.js', '/%E0%A4%A',
  ])('serves nothing outside of the panel: %s', async (path) => {
    const answer = await send(path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain('hunter2');
  });

  it('answers an unknown path with its code', async () => {
    const answer = await send('/api/unknown', { headers: { cookie } });
    expect([answer.status, codeIn(answer)]).toEqual([404, 'not_found']);
  });

  it('says that a port is taken', async () => {
    const { application } = await makeTestApplication();
    expect(await codeOf(serveLoopback(application, { port: service.port, panel: null }))).toBe('usage');
  });

  it('keeps tokens apart between starts', async () => {
    const other = await serveLoopback((await makeTestApplication()).application, { port: 0, panel: null });
    expect(new URL(other.address).hash).not.toBe(new URL(service.address).hash);
    expect((await sendRaw({ host: '127.0.0.1', port: other.port, path: '/api/status', headers: { cookie } })).status).toBe(403);
    await other.close();
  });
});
