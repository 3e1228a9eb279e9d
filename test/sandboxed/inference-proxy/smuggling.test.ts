import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from 'node:net';
import { startScriptedUpstream, type ScriptedUpstream } from '../../support/scripted-upstream.ts';
import { inOrder } from '../../support/upstream/upstream-step.ts';
import { MESSAGES } from './support/bodies.ts';
import { RunningProxy, TOKEN } from './support/running-proxy.ts';

const BODY = JSON.stringify({ ...MESSAGES, stream: false });
const EVIL = JSON.stringify({ ...MESSAGES, stream: false, max_tokens: 666 });
const AUTHORIZATION = `Authorization: Bearer ${TOKEN}`;
const TYPE = 'Content-Type: application/json';

function head(lines: readonly string[], first = 'POST /v1/messages HTTP/1.1'): string {
  return `${[first, 'Host: x', AUTHORIZATION, TYPE, ...lines].join('\r\n')}\r\n\r\n`;
}
const length = (text: string): string => `Content-Length: ${Buffer.byteLength(text)}`;
const good = (body: string): string => head([length(body)]) + body;
const chunked = (text: string, extension = ''): string => `${Buffer.byteLength(text).toString(16)}${extension}\r\n${text}\r\n0\r\n\r\n`;

describe('when somebody speaks to the socket in two tongues', () => {
  let upstream: ScriptedUpstream;
  let proxy: RunningProxy;
  beforeEach(async () => {
    upstream = await startScriptedUpstream({ script: inOrder({ kind: 'text', text: 'Hello' }) });
    proxy = await RunningProxy.start({ upstream: upstream.origin });
  });
  afterEach(async () => {
    await proxy.stop();
    await upstream.close();
  });

  const refused: readonly (readonly [string, string])[] = [
    ['two lengths that differ', head([length(BODY), 'Content-Length: 5']) + BODY],
    ['two lengths that agree', head([length(BODY), length(BODY)]) + BODY],
    ['a list of lengths', head([`Content-Length: ${BODY.length}, ${BODY.length}`]) + BODY],
    ['a length and chunks', head([length(BODY), 'Transfer-Encoding: chunked']) + chunked(BODY)],
    ['chunks and a length', head(['Transfer-Encoding: chunked', 'Content-Length: 4']) + chunked(BODY) + good(EVIL)],
    ['chunks alone', head(['Transfer-Encoding: chunked']) + chunked(BODY)],
    ['chunks with an extension', head(['Transfer-Encoding: chunked']) + chunked(BODY, ';a=b\nGET / HTTP/1.1')],
    ['chunks with a long extension', head(['Transfer-Encoding: chunked']) + chunked(BODY, `;${'a'.repeat(20_000)}`)],
    ['chunks in disguise', head(['Transfer-Encoding: xchunked', length(BODY)]) + BODY],
    ['chunks behind a tab', head(['Transfer-Encoding:\tchunked']) + chunked(BODY)],
    ['chunks twice', head(['Transfer-Encoding: chunked', 'Transfer-Encoding: identity']) + chunked(BODY)],
    ['a space before the colon', head(['Content-Length : 5', length(BODY)]) + BODY],
    ['a folded header', head(['X-A: b\r\n c', length(BODY)]) + BODY],
    ['a bare line feed', good(BODY).replaceAll('\r\n', '\n')],
    ['a bare carriage return', head([`X-A: b\rTransfer-Encoding: chunked`, length(BODY)]) + BODY],
    ['a zero byte in a header', head(['X-A: \0', length(BODY)]) + BODY],
    ['a negative length', head(['Content-Length: -1']) + BODY],
    ['a huge length', head(['Content-Length: 99999999999999999999']) + BODY],
    ['no length', head([]) + BODY],
    ['an absolute target', head([length(BODY)], 'POST http://attacker.example/v1/messages HTTP/1.1') + BODY],
    ['a target of another host', head([length(BODY)], 'POST //attacker.example/v1/messages HTTP/1.1') + BODY],
    ['CONNECT', head([], 'CONNECT attacker.example:443 HTTP/1.1')],
    ['WebSocket', head(['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Key: AAAA', 'Sec-WebSocket-Version: 13', length(BODY)]) + BODY],
    ['HTTP/2 with knowledge', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['an upgrade to HTTP/2', head(['Upgrade: h2c', 'Connection: Upgrade, HTTP2-Settings', 'HTTP2-Settings: AAAA', length(BODY)]) + BODY],
    ['HTTP/1.0', head([length(BODY)], 'POST /v1/messages HTTP/1.0') + BODY],
    ['HTTP/0.9', 'POST /v1/messages\r\n\r\n'],
    ['two hosts', head(['Host: y', length(BODY)]) + BODY],
    ['an expectation', head(['Expect: 100-continue', length(BODY)]) + BODY],
    ['another expectation', head(['Expect: 200-ok', length(BODY)]) + BODY],
    ['a long header', head([`X-A: ${'a'.repeat(40_000)}`, length(BODY)]) + BODY],
    ['many headers', head([...Array.from({ length: 3_000 }, (_one, index) => `X-${index}: a`), length(BODY)]) + BODY],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ];
  it.each(refused)('refuses %s, and asks nobody', async (_name, bytes) => {
    const told = await proxy.raw(bytes);
    expect(told).not.toMatch(/^HTTP\/1\.1 [123]/);
    expect(upstream.requests).toEqual([]);
  });

  it('answers the first of two requests on a connection and throws the other away', async () => {
    const told = await proxy.raw(good(BODY) + good(EVIL));
    expect(told.match(/HTTP\/1\.1 200/g)).toHaveLength(1);
    await proxy.post('/x', '{}');
    expect(upstream.requests.map(({ body }) => body)).toEqual([expect.objectContaining({ max_tokens: 1_000 })]);
  });

  it('throws away what follows a refused request', async () => {
    await proxy.raw(head(['Content-Length: 0', 'Content-Length: 0']) + good(EVIL));
    await proxy.raw(head([length('{}')], 'POST /v1/files HTTP/1.1') + '{}' + good(EVIL));
    expect(upstream.requests).toEqual([]);
  });

  it('waits for no body without end', async () => {
    const told = await proxy.raw(head([length(BODY)]) + BODY.slice(0, 10));
    expect(told).not.toMatch(/^HTTP\/1\.1 2/);
    expect(upstream.requests).toEqual([]);
  }, 60_000);

  it('waits for no header without end, and goes on serving', async () => {
    const slow = Array.from({ length: 10 }, () => proxy.raw('POST /v1/messages HTTP/1.1\r\nHost: x\r\nX-A:'));
    expect((await proxy.post('/v1/messages', JSON.parse(BODY))).status).toBe(200);
    for (const told of await Promise.all(slow)) expect(told).not.toMatch(/^HTTP\/1\.1 2/);
  }, 30_000);

  it('takes no more connections than it may', async () => {
    const sockets = Array.from({ length: 40 }, () => connect(proxy.socket));
    const closed = await Promise.all(sockets.map((socket) => new Promise<boolean>((resolve) => {
      socket.on('error', () => undefined).on('close', () => { resolve(true); });
      setTimeout(() => { resolve(false); }, 1_000);
    })));
    expect(closed.filter((isClosed) => isClosed).length).toBeGreaterThanOrEqual(24);
    for (const socket of sockets) socket.destroy();
  });
});
