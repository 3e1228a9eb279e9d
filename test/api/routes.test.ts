import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { answerError } from '../../backend/api/answer-error.ts';
import { createApi } from '../../backend/api/create-api.ts';
import { imagePageSchema, imageRowSchema, jobListSchema, jobSchema, settingsAnswerSchema, statusSchema } from '../../backend/contract/api.ts';
import { CODES } from '../../backend/contract/codes.ts';
import { HTTP_STATUS } from '../../backend/contract/http-status.ts';
import { exportAnswerSchema } from '../../backend/contract/requests.ts';
import { CodedError } from '../../backend/core/coded-error.ts';
import { finishJob } from '../app/support/test-application.ts';
import { imageOf, keys, localImage, signWithTag } from '../app/support/test-world.ts';
import { makeTestApi, refusalOf } from './support/test-api.ts';

const images = [localImage(imageOf('thing'))];
const MIB = 1024 * 1024;

async function makeApi(options: Parameters<typeof makeTestApi>[0] = {}) {
  const made = await makeTestApi({ images, ...options });
  signWithTag(made.test.content, made.test.thing);
  return made;
}

async function read<Schema extends z.ZodType>(response: Response, schema: Schema, status = 200): Promise<z.infer<Schema>> {
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/json']);
  return schema.parse(await response.json());
}

describe('when the panel asks', () => {
  it('tells the status', async () => {
    const { send } = await makeApi();
    expect((await read(await send('GET', '/api/status'), statusSchema)).world).toBe('real');
  });

  it('lists images, and one of them by its key', async () => {
    const { send } = await makeApi();
    const { rows: [row] } = await read(await send('GET', '/api/images?offset=0&limit=10'), imagePageSchema);
    expect(row?.key).toContain('/');
    expect(await read(await send('GET', `/api/images/${encodeURIComponent(row?.key ?? '')}`), imageRowSchema)).toEqual(row);
  });

  it('runs, tells, lists and cancels jobs, and exports', async () => {
    const made = await makeApi();
    const { send } = made;
    const { id } = await read(await send('POST', '/api/jobs', { kind: 'verify', keys: null }), jobSchema, 202);
    await finishJob(made, id);
    expect((await read(await send('GET', `/api/jobs/${id}?since=0`), jobSchema)).events).toHaveLength(1);
    expect((await read(await send('GET', `/api/jobs/${id}?since=1`), jobSchema)).events).toHaveLength(0);
    expect((await read(await send('GET', '/api/jobs'), jobListSchema)).jobs.map((job) => job.id)).toContain(id);
    expect((await read(await send('DELETE', `/api/jobs/${id}`), jobSchema)).state).toBe('done');
    expect((await read(await send('GET', '/api/export?format=markdown'), exportAnswerSchema)).text).toContain('mcp/thing');
    const { rows: [row] } = await read(await send('GET', '/api/images'), imagePageSchema);
    expect((await read(await send('GET', `/api/export?format=json&key=${encodeURIComponent(row?.key ?? '')}`), exportAnswerSchema)).fileName).toMatch(/\.json$/);
  });

  it('refreshes the catalog', async () => {
    const { send } = await makeApi();
    expect((await read(await send('POST', '/api/jobs', { kind: 'refreshCatalog' }), jobSchema, 202)).kind).toBe('refreshCatalog');
  });

  it('reads and writes settings and keys', async () => {
    const { send } = await makeApi({ announced: keys.announced.pem });
    const { settings } = await read(await send('GET', '/api/settings'), settingsAnswerSchema);
    expect((await read(await send('PUT', '/api/settings', { ...settings, remoteIcons: true }), settingsAnswerSchema)).settings.remoteIcons).toBe(true);
    await read(await send('POST', '/api/keys', { name: 'mine', pem: keys.stranger.pem }), settingsAnswerSchema);
    await read(await send('POST', '/api/keys/accept', { fingerprint: keys.announced.fingerprint }), settingsAnswerSchema);
    await read(await send('DELETE', `/api/keys/${encodeURIComponent(keys.stranger.fingerprint)}`), settingsAnswerSchema);
  });

  it('switches worlds, accepts a head and deletes data', async () => {
    const { send, test } = await makeApi();
    expect((await read(await send('POST', '/api/world', { world: 'sample' }), statusSchema)).world).toBe('sample');
    test.catalog.told = { source: 's', fetchedAt: null, head: null, serverCount: 0, problems: [], state: 'rewritten', pendingHead: 'abc' };
    expect((await read(await send('POST', '/api/catalog/accept', { head: 'abc' }), statusSchema)).catalog.state).toBe('ready');
    await read(await send('DELETE', '/api/data'), z.strictObject({}));
  });
});

describe('when a request is wrong', () => {
  it.each<readonly [string, string, unknown, number, string]>([
    ['GET', '/api/unknown', undefined, 404, 'not_found'],
    ['GET', '/', undefined, 404, 'not_found'],
    ['GET', '/api/../etc/passwd', undefined, 404, 'not_found'],
    ['PATCH', '/api/settings', {}, 404, 'not_found'],
    ['GET', '/api/images/gone', undefined, 404, 'image_not_found'],
    ['GET', '/api/images/%E0%A4%A', undefined, 404, 'image_not_found'],
    ['GET', '/api/images?limit=201', undefined, 400, 'request_malformed'],
    ['GET', '/api/images?limit=0', undefined, 400, 'request_malformed'],
    ['GET', '/api/images?offset=-1', undefined, 400, 'request_malformed'],
    ['GET', '/api/images?offset=1.5', undefined, 400, 'request_malformed'],
    ['GET', '/api/images?offset=Infinity', undefined, 400, 'request_malformed'],
    ['GET', '/api/images?limit=ten', undefined, 400, 'request_malformed'],
    ['GET', '/api/jobs/none', undefined, 404, 'not_found'],
    ['DELETE', '/api/jobs/none', undefined, 404, 'not_found'],
    ['GET', '/api/jobs/none?since=x', undefined, 400, 'request_malformed'],
    ['GET', '/api/export', undefined, 400, 'request_malformed'],
    ['GET', '/api/export?format=pdf', undefined, 400, 'request_malformed'],
    ['GET', '/api/export?format=json&key=', undefined, 400, 'request_malformed'],
    ['GET', '/api/export?format=json', undefined, 404, 'image_not_found'],
    ['POST', '/api/jobs', undefined, 400, 'request_malformed'],
    ['POST', '/api/jobs', '{', 400, 'request_malformed'],
    ['POST', '/api/jobs', 'null', 400, 'request_malformed'],
    ['POST', '/api/jobs', '[]', 400, 'request_malformed'],
    ['POST', '/api/jobs', { kind: 'format-disk' }, 400, 'request_malformed'],
    ['POST', '/api/jobs', { kind: 'verify' }, 400, 'request_malformed'],
    ['POST', '/api/jobs', { kind: 'verify', keys: Array.from({ length: 5001 }, () => 'k') }, 400, 'request_malformed'],
    ['POST', '/api/jobs', `"${'x'.repeat(MIB)}"`, 400, 'request_malformed'],
    ['PUT', '/api/settings', {}, 400, 'request_malformed'],
    ['POST', '/api/keys', { name: '', pem: '' }, 400, 'request_malformed'],
    ['POST', '/api/keys', { name: 'n', pem: 'no key' }, 422, 'key_malformed'],
    ['POST', '/api/keys', { name: 'n', pem: 'x'.repeat(16_385) }, 400, 'request_malformed'],
    ['POST', '/api/keys/accept', { fingerprint: 'none' }, 404, 'not_found'],
    ['DELETE', '/api/keys/none', undefined, 404, 'not_found'],
    ['POST', '/api/world', { world: 'other' }, 400, 'request_malformed'],
    ['POST', '/api/catalog/accept', { head: 'none' }, 404, 'not_found'],
  ])('%s %s with %j is %i %s', async (method, path, body, status, code) => {
    const { send } = await makeApi();
    expect(await refusalOf(await send(method, path, body))).toEqual([status, code]);
  });

  it('does not read a body without end', async () => {
    const { api } = await makeApi();
    let sent = 0;
    const body = new ReadableStream({ pull: (controller) => { sent += 65_536; controller.enqueue(new Uint8Array(65_536)); } });
    const response = await api.request('/api/jobs', { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(await refusalOf(response)).toEqual([400, 'request_malformed']);
    expect(sent).toBeLessThan(4 * MIB);
  });

  it('names the field that is wrong', async () => {
    const { send } = await makeApi();
    const { message } = z.object({ message: z.string() }).parse(await (await send('POST', '/api/world', { world: 3 })).json());
    expect(message).toContain('world');
  });
});

describe('when something fails', () => {
  it.each(CODES)('%s has the status of the table', async (code) => {
    vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
    expect(await refusalOf(answerError(new CodedError(code, 'Why.')))).toEqual([HTTP_STATUS[code], code]);
    vi.restoreAllMocks();
  });

  it('logs a bug, and tells nothing of it', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { application } = await makeApi();
    const response = await createApi({ ...application, status: () => Promise.reject(new TypeError('hunter2')) }).request('/api/status');
    expect(await response.clone().text()).not.toContain('hunter2');
    expect(await refusalOf(response)).toEqual([500, 'internal']);
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
  });
});
