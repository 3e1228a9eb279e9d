import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CodedError } from '../../../backend/core/coded-error.ts';
import { openForge, SIGNAL } from './open-forge.ts';

const BRANCH = 'automation/update-pin-notes';
const OPENING = { branch: BRANCH, base: 'main', title: 't', body: 'b' };

async function caught(work: Promise<unknown>): Promise<CodedError> {
  const error: unknown = await work.then(() => null, (reason: unknown) => reason);
  if (!(error instanceof CodedError)) throw new Error('a coded error is expected', { cause: error });
  return error;
}

describe('when the forge answers with a status of failure', () => {
  it.each([
    [400, {}, 'forge_refused', 1],
    [401, {}, 'forge_unauthorized', 1],
    [403, {}, 'forge_forbidden', 1],
    [403, { 'x-ratelimit-remaining': '4999' }, 'forge_forbidden', 1],
    [404, {}, 'forge_forbidden', 1],
    [409, {}, 'forge_refused', 1],
    [410, {}, 'forge_refused', 1],
    [422, {}, 'forge_refused', 1],
    [451, {}, 'forge_refused', 1],
    [301, { location: 'https://elsewhere.test/' }, 'forge_refused', 1],
    [307, { location: '/repositories/7/pulls' }, 'forge_refused', 1],
    // A limit without a time is waited for a minute, then two; four are longer than is waited at once.
    [429, {}, 'forge_rate_limited', 3],
    [403, { 'retry-after': '3' }, 'forge_rate_limited', 4],
    [500, {}, 'forge_unavailable', 4],
    [502, {}, 'forge_unavailable', 4],
    [503, { 'retry-after': '2' }, 'forge_unavailable', 4],
  ])('%i %j is %s after %i requests', async (status, headers, code, requests) => {
    const { forge, standIn } = await openForge();
    standIn.plan({ times: 99, then: { status, headers, body: { message: 'No.' } } });
    expect(await caught(forge.readPullRequest(1, SIGNAL))).toMatchObject({ code });
    expect(standIn.log).toHaveLength(requests);
  });

  it('tells the reason of a 422', async () => {
    const { forge, standIn } = await openForge();
    const error = await caught(forge.openPullRequest({ ...OPENING, branch: 'gone' }, SIGNAL));
    expect(error.code).toBe('forge_refused');
    expect(error.message).toContain('PullRequest head invalid');
    expect(standIn.writes()).toHaveLength(1);
  });

  it('keeps the token, controls and endless text out of the reason', async () => {
    const { forge, standIn } = await openForge();
    standIn.plan({ then: { status: 422, body: { message: `bad ${standIn.token}\u001b[31m\n${'x'.repeat(5000)}`, errors: [{ message: standIn.token }] } } });
    const { message } = await caught(forge.readPullRequest(1, SIGNAL));
    expect(message).not.toMatch(/[\p{C}]/u);
    expect(message.length).toBeLessThan(400);
  });
});

describe('when the token has no rights', () => {
  it('is told apart from a limit', async () => {
    const { forge, standIn } = await openForge();
    standIn.state.rights.clear();
    expect(await caught(forge.openPullRequest(OPENING, SIGNAL))).toMatchObject({ code: 'forge_forbidden', retryable: false });
    expect(standIn.log).toHaveLength(1);
  });

  it('never appears in any error, whatever fails', async () => {
    const token = 'very-secret-token-of-the-test';
    const { forge, standIn } = await openForge({ token: 'another' }, { token });
    const failures = [
      () => forge.readPullRequest(1, SIGNAL),
      () => forge.openPullRequest(OPENING, SIGNAL),
      () => forge.setSecurityLabels(1, ['security-risk-high'], SIGNAL),
      () => forge.findPullRequest(BRANCH, SIGNAL),
    ];
    for (const then of [undefined, 'broken', { status: 500, body: { message: token } }, { status: 200, text: `<html>${token}` }, { status: 200, body: [{ number: token }] }] as const) {
      for (const fail of failures) {
        if (then !== undefined) standIn.plan({ times: 4, then });
        const error = await caught(fail());
        for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
          expect(`${inner.message} ${inner.stack ?? ''} ${JSON.stringify(inner)}`).not.toContain(token);
        }
      }
    }
  });
});

describe('when the connection fails', () => {
  it('asks again for what may be asked twice', async () => {
    const { forge, standIn, waits } = await openForge();
    standIn.plan({ times: 2, then: 'broken' });
    expect(await forge.findPullRequest(BRANCH, SIGNAL)).toBeNull();
    expect(waits).toEqual([1000, 2000]);
  });

  it('finds the pull request that was opened although the answer was lost', async () => {
    const { forge, standIn } = await openForge();
    standIn.plan({ when: /^POST/, then: 'lost' });
    expect(await forge.openPullRequest(OPENING, SIGNAL)).toMatchObject({ number: 1, state: 'open' });
    expect(standIn.writes()).toHaveLength(1);
  });

  it('does not open a pull request twice when nobody knows whether it was opened', async () => {
    const { forge, standIn } = await openForge();
    standIn.plan({ when: /^POST/, times: 9, then: { status: 502, text: '<html>' } });
    expect(await caught(forge.openPullRequest(OPENING, SIGNAL))).toMatchObject({ code: 'forge_unavailable' });
    expect(standIn.writes()).toHaveLength(1);
  });

  it('tells that nobody listens', async () => {
    const { forge, standIn } = await openForge();
    await standIn.close();
    expect(await caught(forge.readPullRequest(1, SIGNAL))).toMatchObject({ code: 'forge_unavailable', retryable: true });
  });
});

describe('when the answer is none of the API', () => {
  it.each([
    ['a page of HTML', { text: '<html>', headers: { 'content-type': 'text/html' } }],
    ['broken JSON', { text: '{"number": 1' }],
    ['nothing', { text: '' }],
    ['a list in place of one', { body: [] }],
    ['a commit that is none', { body: { number: 1, html_url: 'https://forge.test/1', state: 'open', merged_at: null, title: '', body: null, head: { ref: 'x', sha: 'HEAD', repo: null }, base: { ref: 'main', repo: { full_name: 'a/b' } }, labels: [] } }],
    ['an address that runs script', { body: { number: 1, html_url: 'javascript:alert(1)', state: 'open', merged_at: null, title: '', body: null, head: { ref: 'x', sha: 'a'.repeat(40), repo: null }, base: { ref: 'main', repo: { full_name: 'a/b' } }, labels: [] } }],
  ])('refuses %s', async (_, then) => {
    const { forge, standIn } = await openForge();
    standIn.plan({ then });
    expect(await caught(forge.readPullRequest(1, SIGNAL))).toMatchObject({ code: 'forge_bad_answer', retryable: false });
  });

  it('refuses what is not HTTP', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const { forge } = await openForge({}, { baseUrl: `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}` });
    expect(await caught(forge.readPullRequest(1, SIGNAL))).toMatchObject({ code: 'forge_bad_answer' });
  });

  it('prints nothing about what is deprecated', async () => {
    const { forge, standIn } = await openForge();
    const printed = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name).mockImplementation(() => undefined));
    standIn.plan({ then: { body: [], headers: { deprecation: 'true', sunset: 'Sun, 01 Mar 2026 12:00:10 GMT', link: '<https://docs.test>; rel="deprecation"' } } });
    expect(await forge.findPullRequest(BRANCH, SIGNAL)).toBeNull();
    for (const print of printed) {
      expect(print).not.toHaveBeenCalled();
      print.mockRestore();
    }
  });

  it('reads no more than a bounded answer', async () => {
    const { forge, standIn } = await openForge();
    standIn.plan({ then: { text: ' '.repeat(17 * 1024 * 1024) } });
    expect(await caught(forge.readPullRequest(1, SIGNAL))).toMatchObject({ code: 'forge_bad_answer' });
  });
});

describe('when it is cancelled', () => {
  it('asks nothing more', async () => {
    const { forge, standIn } = await openForge();
    expect(await caught(forge.readPullRequest(1, AbortSignal.abort()))).toMatchObject({ code: 'cancelled' });
    expect(standIn.log).toEqual([]);
  });

  it('does not wait for a forge that is silent', async () => {
    const { forge, standIn } = await openForge();
    const abort = new AbortController();
    standIn.plan({ then: 'silent' });
    const work = caught(forge.readPullRequest(1, abort.signal));
    await vi.waitFor(() => { expect(standIn.log).toHaveLength(1); });
    abort.abort();
    expect(await work).toMatchObject({ code: 'cancelled' });
  });

  it('does not wait until a limit is over', async () => {
    const abort = new AbortController();
    const sleep = (_: number, signal: AbortSignal): Promise<void> => {
      abort.abort();
      return Promise.reject(new Error('aborted', { cause: signal.reason }));
    };
    const { forge, standIn } = await openForge({}, { sleep });
    standIn.plan({ then: { status: 429, headers: { 'retry-after': '5' } } });
    expect(await caught(forge.readPullRequest(1, abort.signal))).toMatchObject({ code: 'cancelled' });
    expect(standIn.log).toHaveLength(1);
  });
});
