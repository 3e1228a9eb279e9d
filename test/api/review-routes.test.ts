import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { imagePageSchema, jobSchema } from '../../backend/contract/api.ts';
import { modelSettingsSchema, REVIEW_FILES, reviewComparisonSchema, reviewFileSchema, reviewOptionsSchema, reviewPageSchema, reviewSchema } from '../../backend/contract/review.ts';
import { CodedError } from '../../backend/core/coded-error.ts';
import { findingOf } from '../contracts/fake-sandbox.ts';
import { finishJob } from '../app/support/test-application.ts';
import { CURRENT, FORMER, imageOf, localImage } from '../app/support/test-world.ts';
import { makeTestApi, refusalOf } from './support/test-api.ts';

const REVIEW = { kind: 'review', target: { kind: 'server', name: 'thing' }, base: null, agent: 'static', provider: null, model: null, budgetTokens: 10_000, timeoutSeconds: 60 };
const MODELS = { provider: 'anthropic', model: 'claude-test', localUrl: 'http://localhost:12434/engines/v1', budgetTokens: 5_000, timeoutSeconds: 60 };
const KEY = 'sk-secret-key-of-a-test';

async function makeApi(options: Parameters<typeof makeTestApi>[0] = {}) {
  const made = await makeTestApi({ images: [localImage(imageOf('thing'))], ...options });
  const read = async <Schema extends z.ZodType>(request: Parameters<typeof made.send>, schema: Schema, status = 200): Promise<z.infer<Schema>> => {
    const response = await made.send(...request);
    expect(response.status).toBe(status);
    return schema.parse(await response.json());
  };
  const startReview = async (change: object = {}) => {
    const { id } = await read(['POST', '/api/jobs', { ...REVIEW, ...change }], jobSchema, 202);
    return finishJob(made, id);
  };
  return { ...made, read, startReview };
}

describe('when the panel reviews', () => {
  it('runs a job, and keeps what it came to', async () => {
    const { review: { sandbox }, read, startReview } = await makeApi();
    sandbox.findings = [findingOf({ severity: 'medium' })];
    const job = await startReview();
    expect(job).toMatchObject({ kind: 'review', state: 'done', error: null, review: { step: 'ended', title: 'thing', head: CURRENT, agent: 'static', findings: 1 } });
    const id = job?.review?.reviewId ?? '';
    const page = await read(['GET', '/api/reviews'], reviewPageSchema);
    expect(page).toMatchObject({ total: 1, offset: 0, reviews: [{ id, risk: 'medium', findingCounts: { medium: 1, high: 0 } }] });
    expect(await read(['GET', `/api/reviews/${id}`], reviewSchema)).toMatchObject({ id, findings: [{ severity: 'medium' }], coverage: { files: 3, skippedCount: 0 }, cost: null });
    for (const name of REVIEW_FILES) expect((await read(['GET', `/api/reviews/${id}/files/${name}`], reviewFileSchema)).fileName).toBe(`thing-${name}`);
  });

  it('shows the last review in the rows of its server, and whether it read this revision', async () => {
    const { read, startReview } = await makeApi();
    const rowReview = async () => (await read(['GET', '/api/images'], imagePageSchema)).rows[0]?.review;
    expect(await rowReview()).toBeNull();
    await startReview();
    expect(await rowReview()).toMatchObject({ risk: 'info', head: CURRENT, isForThisRevision: true });
  });

  it('says that the last review was of another revision', async () => {
    const { read, startReview } = await makeApi({ images: [localImage(imageOf('thing'), { labels: { 'org.opencontainers.image.revision': FORMER } })] });
    await startReview();
    expect((await read(['GET', '/api/images'], imagePageSchema)).rows[0]?.review).toMatchObject({ head: CURRENT, isForThisRevision: false });
  });

  it('compares two reviews', async () => {
    const { review: { sandbox }, read, startReview } = await makeApi();
    sandbox.findings = [findingOf({ rule: 'stays' }), findingOf({ rule: 'goes' })];
    const older = (await startReview())?.review?.reviewId ?? '';
    sandbox.findings = [findingOf({ rule: 'stays', line: 9 }), findingOf({ rule: 'comes' })];
    const newer = (await startReview({ base: FORMER }))?.review?.reviewId ?? '';
    const compared = await read(['GET', `/api/reviews/compare?older=${older}&newer=${newer}`], reviewComparisonSchema);
    expect([compared.added, compared.removed, compared.unchanged].map((list) => list.map(({ rule }) => rule))).toEqual([['comes'], ['goes'], ['stays']]);
    expect(compared.newer).toMatchObject({ id: newer, mode: 'differential', base: FORMER });
  });

  it('lists by subject and page, and forgets', async () => {
    const { read, send, startReview } = await makeApi();
    await startReview();
    await startReview({ target: { kind: 'server', name: 'other' } });
    const { reviews: [only] } = await read(['GET', '/api/reviews?subject=thing&offset=0&limit=1'], reviewPageSchema);
    expect(only?.server).toBe('thing');
    await read(['DELETE', `/api/reviews/${only?.id ?? ''}`], z.strictObject({}));
    expect(await refusalOf(await send('GET', `/api/reviews/${only?.id ?? ''}`))).toEqual([404, 'not_found']);
    expect((await read(['GET', '/api/reviews'], reviewPageSchema)).total).toBe(1);
  });

  it('fails with the code, and what the rules found stands', async () => {
    const { review: { script }, read, startReview } = await makeApi({ env: { ANTHROPIC_API_KEY: KEY } });
    script.turns = [new CodedError('inference_unauthorized', 'No.')];
    const job = await startReview({ agent: 'builtin', provider: 'anthropic', model: 'claude-test' });
    expect(job).toMatchObject({ state: 'failed', error: { code: 'inference_unauthorized' }, review: { step: 'ended' } });
    expect(await read(['GET', `/api/reviews/${job?.review?.reviewId ?? ''}`], reviewSchema)).toMatchObject({ agent: 'static' });
    expect(JSON.stringify(job)).not.toContain(KEY);
  });

  it.each<readonly [object, string]>([
    [{ target: { kind: 'server', name: 'none' } }, 'review_target_unknown'],
    [{ target: { kind: 'image', key: 'gone' } }, 'image_not_found'],
    [{ agent: 'builtin' }, 'model_missing'],
    [{ agent: 'builtin', provider: 'openai', model: 'm' }, 'model_key_missing'],
  ])('fails for %j with %s', async (change, code) => {
    expect((await (await makeApi()).startReview(change))?.error?.code).toBe(code);
  });

  it('runs two at once; the third says that it waits, and can be cancelled there', async () => {
    const made = await makeApi();
    const { review: { sandbox }, application, read, send } = made;
    sandbox.stuck.add('analyse');
    const ids: string[] = [];
    for (const base of [null, FORMER, 'b'.repeat(40), 'd'.repeat(40)]) ids.push((await read(['POST', '/api/jobs', { ...REVIEW, base }], jobSchema, 202)).id);
    const [first = '', , third = '', fourth = ''] = ids;
    for (let turn = 0; turn < 200 && sandbox.open < 2; turn += 1) await new Promise((resolve) => { setImmediate(resolve); });
    expect(application.job(third, 0)).toMatchObject({ state: 'running', review: { step: 'waiting' } });
    expect(application.job(third, 0)?.review?.detail).toContain('next');
    expect(application.job(fourth, 0)?.review?.detail).toContain('1 waits');
    await send('DELETE', `/api/jobs/${third}`);
    expect((await finishJob(made, third))?.state).toBe('cancelled');
    expect(application.job(fourth, 0)?.review?.detail).toContain('next');
    await send('DELETE', `/api/jobs/${first}`);
    expect((await finishJob(made, first))?.state).toBe('cancelled');
    await application.close();
    expect([sandbox.open, sandbox.mostAtOnce, application.jobs().map(({ state }) => state)]).toEqual([0, 2, ['cancelled', 'cancelled', 'cancelled', 'cancelled']]);
  });
});

describe('when the dialog opens', () => {
  it('offers revisions and agents', async () => {
    const { read, startReview, review: { sandbox } } = await makeApi({ env: { ANTHROPIC_API_KEY: KEY } });
    sandbox.missingImage = 'docker build it';
    const target = { kind: 'server', name: 'thing' };
    const before = await read(['POST', '/api/review-options', { target }], reviewOptionsSchema);
    expect(before).toMatchObject({ title: 'thing', project: 'https://github.com/acme/thing', head: CURRENT, headOrigin: 'pin', bases: [{ commit: FORMER, why: 'earlierPin' }], sandboxError: null });
    expect(before.agents.map(({ agent, state, command }) => [agent, state, command])).toEqual([
      ['static', 'ready', null], ['builtin', 'modelMissing', null], ['claude', 'imageMissing', 'docker build it'], ['codex', 'imageMissing', 'docker build it'],
    ]);
    await startReview({ target, base: FORMER });
    const { rows: [row] } = await read(['GET', '/api/images'], imagePageSchema);
    expect(await read(['POST', '/api/review-options', { target: { kind: 'image', key: row?.key } }], reviewOptionsSchema)).toMatchObject({ headOrigin: 'label', head: CURRENT });
  });

  it('proposes what was reviewed, then what is installed', async () => {
    const { read, startReview } = await makeApi({ images: [localImage(imageOf('thing'), { labels: { 'org.opencontainers.image.revision': FORMER } })] });
    const target = { kind: 'server', name: 'thing' };
    expect((await read(['POST', '/api/review-options', { target }], reviewOptionsSchema)).bases).toMatchObject([{ commit: FORMER, why: 'installed' }]);
    await startReview({ target });
    const { rows: [row] } = await read(['GET', '/api/images'], imagePageSchema);
    expect((await read(['POST', '/api/review-options', { target: { kind: 'image', key: row?.key } }], reviewOptionsSchema)).bases).toMatchObject([{ commit: CURRENT, why: 'lastReviewed' }]);
  });
});

describe('when models are set', () => {
  it('keeps the model, and tells of keys only where they are', async () => {
    const { read, send, held, keyFile } = await makeApi();
    expect(await read(['GET', '/api/model-settings'], modelSettingsSchema)).toMatchObject({ provider: null, keys: { anthropic: 'none', openai: 'none' }, localUrl: MODELS.localUrl });
    expect(await read(['PUT', '/api/model-settings', MODELS], modelSettingsSchema)).toMatchObject({ provider: 'anthropic', model: 'claude-test', budgetTokens: 5_000 });
    expect(held.text).toContain('claude-test');
    for (const [keep, origin] of [['memory', 'memory'], ['stored', 'stored'], ['memory', 'memory']] as const) {
      const answer = await send('PUT', '/api/model-keys', { provider: 'anthropic', key: KEY, keep });
      const text = await answer.text();
      expect(text).not.toContain(KEY);
      expect(modelSettingsSchema.parse(JSON.parse(text)).keys.anthropic).toBe(origin);
      expect(keyFile.held.text?.includes(KEY) ?? false).toBe(keep === 'stored');
    }
    expect(held.text).not.toContain(KEY);
    expect((await read(['PUT', '/api/model-keys', { provider: 'anthropic', key: null, keep: 'memory' }], modelSettingsSchema)).keys.anthropic).toBe('none');
  });

  it('forgets stored keys with all data', async () => {
    const { send, keyFile, startReview, read } = await makeApi();
    await startReview();
    await send('PUT', '/api/model-keys', { provider: 'openai', key: KEY, keep: 'stored' });
    await send('DELETE', '/api/data');
    expect([keyFile.held.text, (await read(['GET', '/api/reviews'], reviewPageSchema)).total]).toEqual([null, 0]);
  });

  it('empties the cache of sources', async () => {
    const { read, review: { sandbox } } = await makeApi();
    sandbox.cached = [{ volume: 'v', project: 'p', head: 'h', base: null, bytes: 70, usedAt: '2026-06-15T12:00:00Z' }];
    expect((await read(['GET', '/api/model-settings'], modelSettingsSchema)).cache).toEqual({ sources: 1, bytes: 70 });
    expect((await read(['DELETE', '/api/sources'], modelSettingsSchema)).cache).toEqual({ sources: 0, bytes: 0 });
  });
});

describe('when a request about reviews is wrong', () => {
  it.each<readonly [string, string, unknown, number, string]>([
    ['GET', '/api/reviews?limit=101', undefined, 400, 'request_malformed'],
    ['GET', '/api/reviews?limit=0', undefined, 400, 'request_malformed'],
    ['GET', '/api/reviews?offset=-1', undefined, 400, 'request_malformed'],
    ['GET', '/api/reviews?subject=', undefined, 400, 'request_malformed'],
    ['GET', '/api/reviews/none', undefined, 404, 'not_found'],
    ['DELETE', '/api/reviews/none', undefined, 404, 'not_found'],
    ['GET', '/api/reviews/none/files/report.md', undefined, 404, 'not_found'],
    ['GET', '/api/reviews/none/files/..%2f..%2fetc', undefined, 404, 'not_found'],
    ['GET', '/api/reviews/compare', undefined, 400, 'request_malformed'],
    ['GET', '/api/reviews/compare?older=a&newer=b', undefined, 404, 'not_found'],
    ['POST', '/api/review-options', {}, 400, 'request_malformed'],
    ['POST', '/api/review-options', { target: { kind: 'directory', path: '/etc' } }, 400, 'request_malformed'],
    ['POST', '/api/review-options', { target: { kind: 'server', name: 'none' } }, 422, 'review_target_unknown'],
    ['POST', '/api/jobs', { ...REVIEW, base: 'main' }, 400, 'request_malformed'],
    ['POST', '/api/jobs', { ...REVIEW, base: 'C'.repeat(40) }, 400, 'request_malformed'],
    ['POST', '/api/jobs', { ...REVIEW, target: { kind: 'directory', path: '/etc' } }, 400, 'request_malformed'],
    ['POST', '/api/jobs', { ...REVIEW, agent: 'other' }, 400, 'request_malformed'],
    ['POST', '/api/jobs', { ...REVIEW, budgetTokens: 999 }, 400, 'request_malformed'],
    ['POST', '/api/jobs', { ...REVIEW, timeoutSeconds: 7_201 }, 400, 'request_malformed'],
    ['PUT', '/api/model-settings', { ...MODELS, localUrl: 'http://example.com/v1' }, 400, 'request_malformed'],
    ['PUT', '/api/model-settings', { ...MODELS, localUrl: 'https://user:secret@example.com/v1' }, 400, 'request_malformed'],
    ['PUT', '/api/model-settings', { ...MODELS, localUrl: 'file:///etc' }, 400, 'request_malformed'],
    ['PUT', '/api/model-settings', { ...MODELS, model: 'a b' }, 400, 'request_malformed'],
    ['PUT', '/api/model-keys', { provider: 'local', key: KEY, keep: 'memory' }, 400, 'request_malformed'],
    ['PUT', '/api/model-keys', { provider: 'openai', key: 'two lines\nhere', keep: 'memory' }, 400, 'request_malformed'],
    ['PUT', '/api/model-keys', { provider: 'openai', key: 'short', keep: 'memory' }, 400, 'request_malformed'],
  ])('%s %s with %j is %i %s', async (method, path, body, status, code) => {
    expect(await refusalOf(await (await makeApi()).send(method, path, body))).toEqual([status, code]);
  });

  it('changes no model where a configuration file decides', async () => {
    expect(await refusalOf(await (await makeApi({ isFixed: true })).send('PUT', '/api/model-settings', MODELS))).toEqual([403, 'request_forbidden']);
  });
});
