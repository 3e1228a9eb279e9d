import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createInference } from '../../../backend/adapters/inference/create-inference.ts';
import { INFERENCE_LIMITS } from '../../../backend/adapters/inference/inference-limits.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';
import type { Inference } from '../../../backend/ports/inference.ts';
import { inOrder, type UpstreamStep } from '../../support/upstream/upstream-step.ts';
import { KEY, NOW, openInference, REQUEST, settingsFor, signal } from './support.ts';

const done: UpstreamStep = { kind: 'text', text: 'done' };
const status = (code: number, more: Partial<Extract<UpstreamStep, { kind: 'status' }>> = {}): UpstreamStep => ({ kind: 'status', status: code, ...more });

async function failureOf(inference: Inference): Promise<CodedError> {
  const error: unknown = await inference.complete(REQUEST, signal()).then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof CodedError)) throw new Error('a coded error was expected', { cause: error });
  return error;
}

describe('when a provider fails for good', () => {
  it.each([
    [status(401, { type: 'authentication_error' }), 'inference_unauthorized'],
    [status(403, { type: 'permission_error' }), 'inference_unauthorized'],
    [status(400, { type: 'invalid_request_error' }), 'inference_unavailable'],
    [status(404, { type: 'not_found_error', code: 'model_not_found' }), 'inference_unavailable'],
    [status(413, { type: 'request_too_large' }), 'inference_unavailable'],
    [status(429, { type: 'insufficient_quota', code: 'insufficient_quota' }), 'inference_rate_limited'],
    [status(429, { headers: { 'retry-after': '100000' } }), 'inference_rate_limited'],
    [status(301, { headers: { location: 'http://169.254.169.254/' } }), 'inference_bad_answer'],
    [status(307, { headers: { location: '/v1/messages' } }), 'inference_bad_answer'],
    [{ kind: 'raw', body: '{', contentType: 'application/json' }, 'inference_bad_answer'],
    [{ kind: 'raw', body: Buffer.from([0x22, 0xff, 0x22]) }, 'inference_bad_answer'],
    [{ kind: 'raw', body: '{}', contentType: 'text/html' }, 'inference_bad_answer'],
    [{ kind: 'raw', body: gzipSync('{}'), headers: { 'content-encoding': 'gzip' } }, 'inference_bad_answer'],
    [{ kind: 'huge', bytes: 10 * 1024 * 1024 }, 'inference_bad_answer'],
  ] as const)('%j is %s, and asked once', async (step, code) => {
    const { inference, upstream } = await openInference(inOrder(step));
    const error = await failureOf(inference);
    expect(error.code).toBe(code);
    expect(upstream.requests).toHaveLength(1);
  });

  it.each([status(401), status(400), status(500), { kind: 'drop', after: 'nothing' }, { kind: 'raw', body: `"${KEY}` }] as const)('keeps the key and what was answered out of the error of %j', async (step) => {
    for (const provider of ['anthropic', 'openai'] as const) {
      const { inference } = await openInference(inOrder(step), { provider });
      const error = await failureOf(inference);
      expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(new RegExp(`${KEY}|secret details`));
    }
  });

  it.each(['', 'with blank', 'line\nfeed', 'é', 'x'.repeat(2000)])('refuses the key %j before it is sent', (key) => {
    expect(() => createInference(settingsFor({ key }))).toThrow(expect.objectContaining({ code: 'configuration_malformed' }));
  });
});

describe('when a failure may pass', () => {
  it.each([
    [status(429)], [status(500)], [status(503)], [status(529, { type: 'overloaded_error' })], [status(408)],
    [{ kind: 'drop', after: 'nothing' }], [{ kind: 'drop', after: 'half' }],
  ] as const)('asks again after %j', async (step) => {
    const { inference, upstream, waits } = await openInference(inOrder(step, step, done));
    expect(await inference.complete(REQUEST, signal())).toMatchObject({ text: 'done' });
    expect(upstream.requests).toHaveLength(3);
    expect(waits).toHaveLength(2);
    const [first = 0, second = 0] = waits;
    expect(first).toBeGreaterThanOrEqual(500);
    expect(first).toBeLessThanOrEqual(1_000);
    expect(second).toBeLessThanOrEqual(2_000);
  });

  it('waits as long as it is asked to, in seconds or until a date', async () => {
    const date = new Date(NOW + 40_000).toUTCString();
    const { inference, waits } = await openInference(inOrder(status(429, { headers: { 'retry-after': '30' } }), status(529, { headers: { 'retry-after': date } }), status(429, { headers: { 'retry-after': 'soon' } }), done));
    await inference.complete(REQUEST, signal());
    expect(waits.slice(0, 2)).toEqual([30_000, 40_000]);
    expect(waits[2]).toBeLessThanOrEqual(4_000);
  });

  it.each([[status(529), 'inference_unavailable'], [status(429), 'inference_rate_limited'], [{ kind: 'drop', after: 'nothing' }, 'inference_unreachable']] as const)('gives up on %j with %s', async (step, code) => {
    const { inference, upstream } = await openInference(inOrder(step));
    const error = await failureOf(inference);
    expect(error).toMatchObject({ code, retryable: true });
    expect(upstream.requests).toHaveLength(INFERENCE_LIMITS.attempts);
  });

  it('says when it may be asked again', async () => {
    const { inference } = await openInference(inOrder(status(429, { headers: { 'retry-after': '600' } })));
    expect(await failureOf(inference)).toMatchObject({ code: 'inference_rate_limited', retryAt: NOW + 600_000 });
  });
});

describe('when a review is cancelled', () => {
  it('ends a request that hangs', async () => {
    const { inference } = await openInference(inOrder({ kind: 'hang' }));
    const controller = new AbortController();
    const asked = inference.complete(REQUEST, controller.signal);
    setTimeout(() => { controller.abort(); }, 50);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('ends a wait', async () => {
    const controller = new AbortController();
    const { inference, upstream } = await openInference(inOrder(status(500)), { sleep: () => { controller.abort(); return Promise.reject(new Error('ended')); } });
    await expect(inference.complete(REQUEST, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(upstream.requests).toHaveLength(1);
  });

  it('sends nothing afterwards', async () => {
    const { inference, upstream } = await openInference(inOrder(done));
    await expect(inference.complete(REQUEST, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(upstream.requests).toHaveLength(0);
  });
});
