import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLoopbackTransport } from '../../../ui/src/lib/loopback-transport.ts';

interface Sent {
  readonly path: string;
  readonly options: RequestInit;
}

let sent: Sent[] = [];
let answers: (() => Response | Error | DOMException)[] = [];

function json(body: unknown, status = 200): () => Response {
  return () => new Response(JSON.stringify(body), { status });
}

beforeEach(() => {
  sent = [];
  answers = [];
  vi.stubGlobal('fetch', (path: string, options: RequestInit) => {
    sent.push({ path, options });
    const answer = (answers.shift() ?? json({}))();
    return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(answer);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  window.history.replaceState(null, '', '/');
});

const STATUS = { method: 'GET', path: '/api/status' } as const;

describe('when the address has a token', () => {
  it('takes it out of the address bar at once', () => {
    window.history.replaceState(null, '', '/panel?x=1#token=secret');
    createLoopbackTransport();
    expect(window.location.href).toMatch(/\/panel\?x=1$/);
  });

  it('exchanges it once, before anything else', async () => {
    window.history.replaceState(null, '', '/#token=secret');
    const transport = createLoopbackTransport();
    await Promise.all([transport.send(STATUS), transport.send(STATUS)]);
    expect(sent.map(({ path }) => path)).toEqual(['/api/session', '/api/status', '/api/status']);
    expect(sent[0]?.options.body).toBe('{"token":"secret"}');
  });

  it('tries the exchange again after an outage', async () => {
    window.history.replaceState(null, '', '/#token=secret');
    const transport = createLoopbackTransport();
    answers = [() => new TypeError('refused')];
    await expect(transport.send(STATUS)).rejects.toMatchObject({ code: 'backend_unreachable' });
    await expect(transport.send(STATUS)).resolves.toEqual({});
    expect(sent.map(({ path }) => path)).toEqual(['/api/session', '/api/session', '/api/status']);
  });
});

describe('when the backend answers', () => {
  it('follows no redirect and sends cookies to its own origin alone', async () => {
    await createLoopbackTransport().send(STATUS);
    expect(sent[0]?.options).toMatchObject({ redirect: 'error', credentials: 'same-origin' });
  });

  it.each([
    ['a coded refusal', json({ code: 'engine_timeout', message: 'm', hint: 'h' }, 504), 'engine_timeout'],
    ['an uncoded 500', json({ oops: true }, 500), 'backend_unreachable'],
    ['an uncoded 404 of another server', () => new Response('<html>', { status: 404 }), 'backend_answer_malformed'],
    ['text where JSON is due', () => new Response('<html>'), 'backend_answer_malformed'],
    ['nothing', () => new TypeError('Failed to fetch'), 'backend_unreachable'],
    ['no answer in time', () => new DOMException('late', 'TimeoutError'), 'backend_unreachable'],
  ])('turns %s into its code', async (_reason, answer, code) => {
    answers = [answer];
    await expect(createLoopbackTransport().send(STATUS)).rejects.toMatchObject({ code });
  });

  it('lets a bug through as it is', async () => {
    answers = [() => new RangeError('bug')];
    await expect(createLoopbackTransport().send(STATUS)).rejects.toBeInstanceOf(RangeError);
  });

  it('takes an empty answer for none', async () => {
    answers = [() => new Response('')];
    await expect(createLoopbackTransport().send(STATUS)).resolves.toBeNull();
  });
});
