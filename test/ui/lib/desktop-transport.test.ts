import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseTransport } from '../../../ui/src/lib/choose-transport.ts';

const calls: unknown[][] = [];
let answer: () => Promise<unknown> = () => Promise.resolve({});

const call = (method: string) => (...parts: unknown[]): Promise<unknown> => {
  calls.push([method, ...parts]);
  return answer();
};
const opened: string[] = [];

// One object for the whole file: the client is created once.
vi.stubGlobal('ddClient', {
  extension: { vm: { service: { get: call('get'), post: call('post'), put: call('put'), delete: call('delete') } } },
  host: { openExternal: (url: string) => { opened.push(url); } },
  desktopUI: { navigate: { viewImage: () => Promise.resolve() } },
});

beforeEach(() => {
  calls.length = 0;
  answer = () => Promise.resolve({});
});
afterEach(() => { vi.useRealTimers(); });

describe('when the panel runs in Docker Desktop', () => {
  it.each([
    ['GET', ['get', '/api/x']],
    ['POST', ['post', '/api/x', { a: 1 }]],
    ['PUT', ['put', '/api/x', { a: 1 }]],
    ['DELETE', ['delete', '/api/x']],
  ] as const)('sends %s through the socket', async (method, expected) => {
    await chooseTransport().send({ method, path: '/api/x', body: { a: 1 } });
    expect(calls).toEqual([expected]);
  });

  it('parses an answer that comes as text', async () => {
    answer = () => Promise.resolve('{"a":1}');
    await expect(chooseTransport().send({ method: 'GET', path: '/api/x' })).resolves.toEqual({ a: 1 });
  });

  const words = { code: 'git_timeout', message: 'm', hint: 'h' };

  it.each([
    ['the body as text in the message', { name: 'Error', message: JSON.stringify(words), statusCode: 504 }, 'git_timeout'],
    ['the body behind other words', { name: 'Error', message: `HTTP 504: ${JSON.stringify(words)}`, statusCode: 504 }, 'git_timeout'],
    ['the body as an object', { name: 'Error', message: words, statusCode: 504 }, 'git_timeout'],
    ['the body itself', words, 'git_timeout'],
    ['a refused connection', { name: 'Error', message: 'connect ECONNREFUSED' }, 'backend_unreachable'],
    ['broken JSON', { name: 'Error', message: '{"code":' }, 'backend_unreachable'],
    ['nothing', undefined, 'backend_unreachable'],
  ])('reads %s', async (_reason, error, code) => {
    // Docker Desktop rejects with plain objects.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    answer = () => Promise.reject(error);
    await expect(chooseTransport().send({ method: 'GET', path: '/api/x' })).rejects.toMatchObject({ code });
  });

  it('gives up on a socket that went idle', async () => {
    vi.useFakeTimers();
    answer = () => new Promise(() => undefined);
    const outcome = expect(chooseTransport().send({ method: 'GET', path: '/api/x' })).rejects.toMatchObject({ code: 'backend_unreachable' });
    await vi.advanceTimersByTimeAsync(20_000);
    await outcome;
  });
});

describe('when a link is opened', () => {
  it.each([
    ['https://github.com/docker', true],
    ['http://github.com/docker', false],
    ['javascript:alert(1)', false],
    ['file:///etc/passwd', false],
    ['https://user:password@host/', false],
    ['docker-desktop://x', false],
    ['', false],
  ])('%s leaves the panel: %s', async (url, isOpened) => {
    const { createHost } = await import('../../../ui/src/lib/host.ts');
    opened.length = 0;
    createHost().openExternal(url);
    expect(opened).toEqual(isOpened ? [url] : []);
  });
});
