import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openModelKeeper } from '../../backend/app/review/model-keeper.ts';
import { openSettings } from '../../backend/app/settings/settings-keeper.ts';
import { reviewCommand } from '../../backend/cli/review-command.ts';
import type { ReviewFlags } from '../../backend/cli/flags.ts';
import { REVIEW_EXIT_STATUS } from '../../backend/contract/review-exit-status.ts';
import { CodedError } from '../../backend/core/coded-error.ts';
import { RISK_LEVELS } from '../../backend/core/review/risk.ts';
import { findingOf } from '../contracts/fake-sandbox.ts';
import { memoryFile } from '../app/support/test-application.ts';
import { codeOf } from '../app/support/code-of.ts';
import { makeReviewing } from '../app/support/test-reviewing.ts';
import { CURRENT, makeTestWorld, NOW, unbounded } from '../app/support/test-world.ts';
import { recordIo } from './support/record-io.ts';

interface Setting {
  readonly env?: Readonly<Record<string, string>>;
  readonly models?: object;
  readonly isTerminal?: boolean;
  readonly signal?: AbortSignal;
}

async function make({ env = {}, models = {}, isTerminal = false, signal = unbounded }: Setting = {}) {
  const made = makeReviewing(() => NOW);
  const io = recordIo({ isTerminal, env: { NO_COLOR: '1' } });
  const settings = await openSettings(memoryFile(JSON.stringify({ models })).file);
  const keeper = await openModelKeeper({ settings, keyFile: memoryFile().file, env });
  const run = (target: string, flags: Partial<ReviewFlags> = {}): Promise<number> =>
    reviewCommand({ world: makeTestWorld().world, reviewing: made.reviewing, models: keeper, target, flags: { format: 'table', ...flags }, io, signal });
  return { ...made, io, run };
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-out-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}]/u;
const HOSTILE = findingOf({ file: 'a\u001b[2J.ts', message: 'x\r\n\u202eforged', evidence: 'line\u0007\n\u001b]0;t\u0007', recommendation: '\u009b31m', severity: 'medium' });

const jsonSchema = z.looseObject({
  risk: z.string(), labels: z.array(z.string()), conclusion: z.string(), mode: z.string(), head: z.string().nullable(), base: z.string().nullable(), agent: z.string(), model: z.string().nullable(),
  findings: z.array(z.strictObject({
    rule: z.string(), severity: z.string(), file: z.string().nullable(), line: z.number().nullable(), endLine: z.number().nullable(), message: z.string(), evidence: z.string(), recommendation: z.string(), source: z.string(),
  })),
  coverage: z.strictObject({ files: z.number(), bytes: z.number(), skipped: z.array(z.strictObject({ file: z.string(), reason: z.string() })) }),
  durationMs: z.number(),
});

describe('when a review ends', () => {
  it.each(RISK_LEVELS.map((severity) => [severity] as const))('has the exit status of %s', async (severity) => {
    const made = await make();
    made.sandbox.findings = [findingOf({ severity })];
    expect(await made.run('thing')).toBe({ critical: 1, high: 1, medium: 4, low: 0, info: 0 }[severity]);
    expect(REVIEW_EXIT_STATUS[severity]).toBe(await made.run('thing', { fresh: true }));
  });

  it.each(['source_unreachable', 'sandbox_timeout', 'sandbox_image_missing', 'engine_absent', 'cancelled'])('throws %s, which is no verdict', async (code) => {
    const made = await make();
    made.sandbox.failures.set('analyse', new CodedError(code, 'No.'));
    expect(await codeOf(made.run('thing'))).toBe(code);
    expect(made.io.written()).toBe('');
  });

  it('gives back what it took when it is cancelled', async () => {
    const abort = new AbortController();
    const made = await make({ signal: abort.signal });
    made.sandbox.stuck.add('analyse');
    const running = codeOf(made.run('thing'));
    setImmediate(() => { abort.abort(); });
    expect([await running, made.sandbox.open]).toEqual(['cancelled', 0]);
  });

  it('removed what an earlier process left', async () => {
    const made = await make();
    await made.run('thing');
    expect(made.sandbox.calls[0]).toBe('removeLeftovers');
  });
});

describe('when a review is printed', () => {
  it('tells risk, revision, place, coverage', async () => {
    const made = await make();
    made.sandbox.findings = [findingOf({ severity: 'high' })];
    made.sandbox.coverage = { files: 2, bytes: 2048, skipped: [{ file: 'big.js', reason: 'too_large' }] };
    await made.run('thing');
    for (const text of ['thing: high risk', CURRENT, 'src/a.ts:1', '[test-rule]', 'Read 2 of 3 files', 'big.js (too large)', 'security-risk:high']) expect(made.io.written()).toContain(text);
  });

  it('is JSON of its form', async () => {
    const made = await make();
    made.sandbox.findings = [findingOf()];
    await made.run('thing', { format: 'json' });
    expect(jsonSchema.parse(JSON.parse(made.io.written()))).toMatchObject({ risk: 'low', mode: 'full', head: CURRENT, base: null, agent: 'static', model: null });
  });

  it.each(['table', 'json', 'markdown', 'sarif'] as const)('drives no terminal as %s', async (format) => {
    const made = await make();
    made.sandbox.findings = [HOSTILE];
    made.sandbox.coverage = { files: 1, bytes: 1, skipped: [{ file: 'b\u001b[31m\n✔.ts', reason: 'binary' }] };
    await made.run('thing', { format });
    expect(made.io.written()).not.toMatch(UNPRINTABLE);
    if (format === 'json') expect(jsonSchema.parse(JSON.parse(made.io.written())).findings[0]?.file).toBe(HOSTILE.file);
  });

  it('shows progress on a terminal alone', async () => {
    const watched = await make({ isTerminal: true });
    await watched.run('thing');
    expect(watched.io.complained()).toContain('Receiving objects 45 %');
    const piped = await make();
    await piped.run('thing');
    expect(piped.io.complained()).toBe('');
  });

  it('says when it could not be kept', async () => {
    const made = await make();
    made.store.refuseWrites('store_full');
    expect(await made.run('thing')).toBe(0);
    expect(made.io.complained()).toContain('[store_full]');
  });
});

describe('when files are asked for', () => {
  it('writes all four, and nothing beside them', async () => {
    const folder = join(await makeFolder(), 'new', 'out');
    const made = await make();
    await made.run('thing', { out: folder, format: 'json' });
    expect((await readdir(folder)).sort()).toEqual(['findings.sarif', 'labels.txt', 'report.md', 'review.json']);
    expect(JSON.parse(await readFile(join(folder, 'review.json'), 'utf8'))).toEqual(JSON.parse(made.io.written()));
    expect(await readFile(join(folder, 'labels.txt'), 'utf8')).toBe('security-risk:info\n');
    await made.run('thing', { out: folder });
  });

  it.each<readonly [string, (folder: string) => Promise<void>]>([
    ['a link to a file', async (folder) => { await writeFile(join(folder, 'victim'), 'mine'); await symlink(join(folder, 'victim'), join(folder, 'report.md')); }],
    ['a link to nothing', async (folder) => { await symlink(join(folder, 'victim'), join(folder, 'labels.txt')); }],
    ['a folder', async (folder) => { await mkdir(join(folder, 'review.json')); }],
  ])('refuses %s before it begins', async (_name, prepare) => {
    const folder = await makeFolder();
    await prepare(folder);
    const before = await readdir(folder);
    const made = await make();
    expect(await codeOf(made.run('thing', { out: folder }))).toBe('usage');
    expect([made.sandbox.calls, await readdir(folder)]).toEqual([[], before]);
  });

  it('refuses a file in the place of the folder', async () => {
    const file = join(await makeFolder(), 'file');
    await writeFile(file, '');
    expect(await codeOf((await make()).run('thing', { out: file }))).toBe('usage');
  });
});

describe('when somebody should read', () => {
  const local = { provider: 'local', model: 'ai/test' };

  it.each<readonly [string, Setting, Partial<ReviewFlags>, string]>([
    ['a provider without a model', {}, { provider: 'anthropic' }, 'model_missing'],
    ['a model without a provider', {}, { model: 'm' }, 'model_missing'],
    ['a model for the rules', {}, { agent: 'static', model: 'm' }, 'usage'],
    ['a model without its key', {}, { provider: 'anthropic', model: 'm' }, 'model_key_missing'],
    ['a command line without a model', { env: { ANTHROPIC_API_KEY: 'sk-secret-key' } }, { agent: 'claude' }, 'model_missing'],
    ['the wrong provider', { env: { OPENAI_API_KEY: 'sk-secret-key' } }, { agent: 'claude', provider: 'openai', model: 'm' }, 'usage'],
    ['our own agent without a model', {}, { agent: 'builtin' }, 'model_missing'],
  ])('refuses %s', async (_name, setting, flags, code) => {
    const made = await make(setting);
    expect(await codeOf(made.run('thing', flags))).toBe(code);
    expect(made.sandbox.calls).toEqual([]);
  });

  it('is our own agent where a model is configured, and the rules alone otherwise', async () => {
    const made = await make({ models: local });
    made.script.turns = [new CodedError('inference_unreachable', 'No.')];
    expect(await codeOf(made.run('thing'))).toBe('inference_unreachable');
    expect(made.endpoints).toEqual([{ provider: 'local', model: 'ai/test', key: null, baseUrl: null }]);
    expect(await made.run('thing', { agent: 'static', fresh: true })).toBe(0);
  });

  it('shows what the rules found when the agent fails, and never the key', async () => {
    const made = await make({ env: { ANTHROPIC_API_KEY: 'sk-secret-key' } });
    made.sandbox.findings = [findingOf({ severity: 'high' })];
    made.script.turns = [new CodedError('inference_unauthorized', 'No.')];
    expect(await codeOf(made.run('thing', { provider: 'anthropic', model: 'm' }))).toBe('inference_unauthorized');
    expect(made.io.written()).toContain('high risk');
    expect(made.io.complained()).toContain('static rules alone');
    expect(made.io.written() + made.io.complained()).not.toContain('sk-secret-key');
  });
});

describe('when the target is a path', () => {
  it('needs no catalog, and compares with another path', async () => {
    const made = await make();
    expect(await made.run('./server', { base: '../before' })).toBe(0);
    expect(made.sandbox.requests).toEqual([{ kind: 'directory', head: join(process.cwd(), 'server'), base: join(process.cwd(), '..', 'before'), directory: null }]);
  });
});
