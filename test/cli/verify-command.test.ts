import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listCommand } from '../../backend/cli/list-command.ts';
import { verifyCommand } from '../../backend/cli/verify-command.ts';
import type { VerifyFlags } from '../../backend/cli/flags.ts';
import { verificationSchema } from '../../backend/contract/verification.ts';
import { parseReference } from '../../backend/core/image/reference.ts';
import { codeOf } from '../app/support/code-of.ts';
import { FORMER, REVISION, THING, imageOf, localImage, makeTestWorld, signWithTag, unbounded, type TestWorld } from '../app/support/test-world.ts';
import { recordIo, type RecordedIo } from './support/record-io.ts';

const thing = imageOf('thing');
/** Each as its verdict: by tags of one registry. */
const NAMES = { verified: 'mcp/thing:latest', outdated: 'mcp/thing:old', unverified: 'ghcr.io/acme/own', mismatch: 'mcp/thing:bad', indeterminate: 'mcp/thing:gone', wrong: 'NOT A NAME' } as const;

function makeVerdicts(): TestWorld {
  const test = makeTestWorld();
  const put = (text: string, tag: string, revision: string, isSigned: boolean): void => {
    const image = imageOf(text, revision);
    test.content.put(THING, image.blobs, tag);
    if (isSigned) signWithTag(test.content, image, { claim: revision });
  };
  signWithTag(test.content, test.thing);
  put('old', 'old', FORMER, true);
  put('bad', 'bad', FORMER, false);
  test.content.put(parseReference(NAMES.unverified).repository, imageOf('own').blobs, 'latest');
  return test;
}

async function verify(references: readonly string[], flags: Partial<VerifyFlags> = {}, { test = makeVerdicts(), io = recordIo(), signal = unbounded, offline = false }: { readonly test?: TestWorld; readonly io?: RecordedIo; readonly signal?: AbortSignal; readonly offline?: boolean } = {}) {
  const status = await verifyCommand({ world: { ...test.world, isCatalogOffline: offline }, references, flags: { format: 'table', ...flags }, io, signal });
  return { status, io, test };
}

type Name = keyof typeof NAMES;

describe('when verify ends', () => {
  it.each<readonly [readonly Name[], VerifyFlags['failOn'], number]>([
    [['verified'], undefined, 0],
    [['outdated'], undefined, 0],
    [['unverified'], undefined, 0],
    [['verified', 'outdated', 'unverified'], undefined, 0],
    [['mismatch'], undefined, 1],
    [['indeterminate'], undefined, 3],
    [['indeterminate', 'verified'], undefined, 3],
    [['indeterminate', 'mismatch'], undefined, 1],
    [['wrong'], undefined, 2],
    [['wrong', 'indeterminate'], undefined, 2],
    [['wrong', 'mismatch'], undefined, 1],
    [['verified'], 'outdated', 0],
    [['outdated'], 'outdated', 1],
    [['outdated'], 'unverified', 0],
    [['unverified'], 'unverified', 1],
    [['unverified'], 'indeterminate', 0],
    [['indeterminate'], 'indeterminate', 1],
    [['indeterminate'], 'mismatch', 3],
    [['indeterminate'], 'unverified', 1],
    [['mismatch'], 'mismatch', 1],
  ])('%j with --fail-on %s is status %i', async (names, failOn, status) => {
    expect((await verify(names.map((name) => NAMES[name]), failOn === undefined ? {} : { failOn })).status).toBe(status);
  });

  it.each([
    ['nothing is named', [], {}],
    ['both names and --all', ['mcp/thing'], { all: true }],
    ['--as for a name', ['mcp/thing'], { as: parseReference('mcp/other') }],
    ['--as for a name beside a layout', ['oci:d', 'mcp/thing'], { as: parseReference('mcp/other') }],
    ['--as for --all', [], { all: true, as: parseReference('mcp/other') }],
  ])('refuses when %s', async (_name, references, flags) => {
    expect(await codeOf(verify(references, flags))).toBe('usage');
  });

  it('is cancelled with its own code', async () => {
    expect(await codeOf(verify(['mcp/thing'], {}, { signal: AbortSignal.abort() }))).toBe('cancelled');
  });
});

describe('when verify prints JSON', () => {
  it('has the shape of the contract, in the order of the references', async () => {
    const { io } = await verify(Object.values(NAMES), { format: 'json' });
    const answers = z.array(verificationSchema.strict()).parse(JSON.parse(io.written()));
    expect(answers.map(({ reference }) => reference)).toEqual(Object.values(NAMES));
    for (const { checks } of answers) for (const { state, code } of checks) if (state === 'failed' || state === 'unknown') expect(code).not.toBeNull();
  });

  it('has every documented field', async () => {
    const { io } = await verify([NAMES.verified], { format: 'json' });
    const fields = { reference: null, verdict: null, server: null, image: ['id', 'digest', 'platform'], revision: ['label', 'claim', 'pin'], pin: ['state', 'pinsBehind', 'daysBehind'], signature: ['state', 'keyFingerprint', 'loggedAt', 'rejected'], publisher: ['level', 'name', 'evidence'] };
    const [answer] = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(io.written()));
    for (const [field, inner] of Object.entries(fields)) for (const name of inner ?? []) expect(Object.keys(answer?.[field] as object)).toContain(name);
    expect(Object.keys(answer ?? {})).toEqual(expect.arrayContaining(Object.keys(fields)));
    expect(Object.keys((answer?.['checks'] as object[])[0] ?? {})).toEqual(expect.arrayContaining(['id', 'state', 'code', 'message', 'hint']));
  });

  it('escapes what could drive a terminal, and loses nothing', async () => {
    const hostile = 'mcp/thing\u009b31m\u202e\u{e0001}';
    const { io } = await verify([hostile], { format: 'json' });
    expect(io.written()).not.toMatch(/[\u007f-\u009f\p{Cf}]/u);
    expect(JSON.parse(io.written())).toMatchObject([{ reference: hostile }]);
  });
});

describe('when verify prints a table', () => {
  it('shows the worst first, each with word, reason and what to do, and a count', async () => {
    const { io } = await verify([NAMES.verified, NAMES.outdated, NAMES.unverified, NAMES.mismatch, NAMES.indeterminate]);
    const lines = io.written().split('\n');
    const order = ['Mismatch', "Couldn't check", 'Unverified', 'Outdated', 'Verified'];
    expect(order.map((word, index) => lines[index + 1]?.includes(word))).toEqual(order.map(() => true));
    for (const code of ['unsigned_in_signed_namespace', 'manifest_not_found', 'not_a_signed_namespace', 'pin_superseded']) expect(io.written()).toContain(`[${code}]`);
    expect(io.written()).toContain('5 images: 1 mismatch');
  });

  it('has no colour and no progress in a pipe', async () => {
    const { io } = await verify([NAMES.verified, NAMES.mismatch]);
    expect(io.written()).not.toContain('\u001b');
    expect(io.complained()).toBe('');
  });

  it('has both on a terminal', async () => {
    const { io } = await verify([NAMES.verified, NAMES.mismatch], {}, { io: recordIo({ isTerminal: true }) });
    expect(io.written()).toContain('\u001b[32m');
    expect(io.complained()).toContain('Verifying 2 of 2');
  });

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('has no colour with %j', async (env) => {
    const { io } = await verify([NAMES.verified], {}, { io: recordIo({ isTerminal: true, env }) });
    expect(io.written()).not.toContain('\u001b[3');
  });

  it('has colour with an empty NO_COLOR', async () => {
    const { io } = await verify([NAMES.verified], {}, { io: recordIo({ isTerminal: true, env: { NO_COLOR: '' } }) });
    expect(io.written()).toContain('\u001b[32m');
  });

  it.each([
    ['an escape sequence', 'mcp/thing\u001b[2J\u001b]0;title\u0007'],
    ['a C1 control', 'mcp/thing\u009b31m'],
    ['another direction of reading', 'mcp/\u202egniht'],
    ['a forged row', 'mcp/thing\n✔ Verified  mcp/fake'],
    ['1 MB', `mcp/${'a'.repeat(1_000_000)}`],
  ])('neutralises %s', async (_name, reference) => {
    const { io } = await verify([reference]);
    expect(io.written()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}]/u);
    expect(io.written()).not.toContain('\n✔ Verified');
    expect(io.written().length).toBeLessThan(5000);
  });

  it('neutralises a hostile label', async () => {
    const image = imageOf('hostile', '\u001b[31m\u202e\nfake');
    const test = makeTestWorld();
    test.content.put(THING, image.blobs, 'hostile');
    signWithTag(test.content, image, { claim: null });
    const { io } = await verify(['mcp/thing:hostile'], {}, { test });
    expect(io.written()).not.toMatch(/[\u001b\u202e]/);
  });

  it('says that there is nothing', async () => {
    const { status, io } = await verify([], { all: true }, { test: makeTestWorld() });
    expect(status).toBe(0);
    expect(io.written()).toContain('No MCP images');
  });
});

describe('when the catalog is old', () => {
  it.each([
    ['there is none', false, null, 1],
    ['it is older than an hour', false, 2, 1],
    ['it is younger', false, 0.5, 0],
    ['it comes from the future', false, -1, 1],
    ['it is offline', true, 2, 0],
  ])('is fetched again or not: %s', async (_name, offline, ageInHours, refreshes) => {
    const test = makeVerdicts();
    test.catalog.next = test.catalog.current;
    if (test.catalog.current !== null) {
      test.catalog.current = ageInHours === null ? null : { ...test.catalog.current, fetchedAt: new Date(test.time.now - ageInHours * 3_600_000).toISOString() };
    }
    await verify([NAMES.verified], {}, { test, offline, io: recordIo({ isTerminal: true }) });
    expect(test.catalog.refreshes).toBe(refreshes);
  });

  it('goes on without it when it cannot be had', async () => {
    const test = makeVerdicts();
    test.catalog.current = null;
    test.catalog.failure = 'catalog_unavailable';
    expect((await verify([NAMES.verified], {}, { test })).status).toBe(3);
  });

  it('throws a bug on', async () => {
    const test = makeVerdicts();
    test.catalog.current = null;
    test.catalog.refresh = () => Promise.reject(new TypeError('a bug'));
    await expect(verify([NAMES.verified], {}, { test })).rejects.toThrow(TypeError);
  });
});

describe('when images are listed', () => {
  const list = async (images: Parameters<typeof makeTestWorld>[0], format: 'table' | 'json') => {
    const io = recordIo();
    const { world } = makeTestWorld(images);
    expect(await listCommand({ world, flags: { format }, io, signal: unbounded })).toBe(0);
    return io.written();
  };

  it('prints one line for each, by name', async () => {
    const lines = (await list({ images: [localImage(thing), localImage(thing, { names: ['mcp/another'], digests: [] })] }, 'table')).split('\n');
    expect(lines[1]).toMatch(/^mcp\/another:latest +- +ccccccc +- +namespace$/);
    expect(lines[2]).toMatch(/^mcp\/thing:latest +thing +ccccccc +sha256:[0-9a-f]{12} +catalog$/);
  });

  it('prints JSON', async () => {
    expect(JSON.parse(await list({ images: [localImage(thing)] }, 'json'))).toMatchObject([{ reference: 'mcp/thing:latest', repository: 'docker.io/mcp/thing', server: { name: 'thing' }, listedFor: 'catalog' }]);
    expect(JSON.parse(await list({ images: [localImage(thing, { names: ['mcp/x'], labels: {} })] }, 'json'))).toMatchObject([{ server: null, labelRevision: null }]);
  });

  it('neutralises labels', async () => {
    const hostile = { images: [localImage(thing, { labels: { [REVISION]: '\u001b[31m\u202e\n\u009b' } })] };
    for (const format of ['table', 'json'] as const) expect(await list(hostile, format)).not.toMatch(/[\u001b\u202e\u009b]/);
  });

  it('says that there is nothing', async () => {
    expect(await list({}, 'table')).toContain('No MCP images');
  });
});
