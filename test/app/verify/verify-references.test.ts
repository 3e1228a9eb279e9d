import { describe, expect, it } from 'vitest';
import { verifyReferences } from '../../../backend/app/verify/verify-references.ts';
import { verifyStored } from '../../../backend/app/verify/verify-stored.ts';
import { verifySubject } from '../../../backend/app/verify/verify-subject.ts';
import { verificationSchema } from '../../../backend/contract/verification.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';
import { snapshotOf } from '../support/fake-catalog.ts';
import { codeOf } from '../support/code-of.ts';
import { THING, digestOf, imageOf, localImage, localSubject, makeTestWorld, serverOf, signWithTag, unbounded, type TestWorld } from '../support/test-world.ts';

const thing = imageOf('thing');

function verify({ world }: TestWorld, references: readonly string[] | null, change: Partial<Parameters<typeof verifyReferences>[1]> = {}) {
  return verifyReferences(world, { references, platform: null, onProgress: () => undefined, refresh: Promise.resolve(), signal: unbounded, ...change });
}

function signedWorld(...args: Parameters<typeof makeTestWorld>): TestWorld {
  const test = makeTestWorld(...args);
  signWithTag(test.content, test.thing);
  return test;
}

describe('when references are verified', () => {
  it('answers each in order, in the form of the contract', async () => {
    const answers = await verify(signedWorld(), ['mcp/thing', 'mcp/absent', 'NOT A NAME']);
    expect(answers.map(({ reference, verdict }) => [reference, verdict])).toEqual([['mcp/thing', 'verified'], ['mcp/absent', 'indeterminate'], ['NOT A NAME', 'indeterminate']]);
    for (const answer of answers) expect(verificationSchema.parse(answer)).toEqual(answer);
  });

  it('gives a failed reference its code at the first step, and reaches none after it', async () => {
    const [answer] = await verify(signedWorld(), ['mcp/absent']);
    const [first, ...rest] = answer?.checks ?? [];
    expect(first).toMatchObject({ state: 'unknown', code: 'manifest_not_found' });
    expect(new Set(rest.map(({ state, code }) => `${state} ${String(code)}`))).toEqual(new Set(['notApplicable not_reached']));
  });

  it('keeps a message of several lines on one', async () => {
    const test = signedWorld();
    test.engine.findImage = () => Promise.reject(new CodedError('engine_failed', 'first\n✔ Verified  mcp/fake'));
    const [answer] = await verify(test, ['mcp/thing']);
    expect(answer?.summary).not.toContain('\n');
    expect(answer?.checks[0]?.message).not.toContain('\n');
  });

  it('counts progress', async () => {
    const told: string[] = [];
    await verify(signedWorld(), ['mcp/thing', 'mcp/absent'], { onProgress: (done, total) => { told.push(`${String(done)}/${String(total)}`); } });
    expect(told).toEqual(['0/2', '1/2', '2/2']);
  });

  it('fails a platform that is not there for that reference alone', async () => {
    const answers = await verify(signedWorld(), ['mcp/thing'], { platform: { os: 'plan9', architecture: 'mips', variant: null } });
    expect(answers).toMatchObject([{ verdict: 'indeterminate', checks: [{ code: 'platform_not_found' }, {}, {}, {}, {}, {}, {}, {}, {}] }]);
  });

  it('judges by the catalog that a refresh beside it brought', async () => {
    const test = signedWorld();
    const { current } = test.catalog;
    test.catalog.current = null;
    const refresh = Promise.resolve().then(() => { test.catalog.current = current; });
    expect(await verify(test, ['mcp/thing'], { refresh })).toMatchObject([{ verdict: 'verified' }]);
  });

  it('cannot prove anything without a catalog', async () => {
    const test = signedWorld();
    test.catalog.current = null;
    expect(await verify(test, ['mcp/thing'])).toMatchObject([{ verdict: 'indeterminate', catalogFetchedAt: null }]);
  });

  it.each(['entry_schema_invalid', 'entry_yaml_invalid'] as const)('says that the entry cannot be read (%s)', async (code) => {
    const test = signedWorld();
    const problem = { server: 'thing', file: 'servers/thing/server.yaml', line: 3, code, detail: 'broken' };
    const { entry, history } = serverOf('thing', THING);
    test.catalog.current = { ...snapshotOf([{ entry, history }], '2026-06-15T11:30:00Z', [problem]), entryFor: () => null, serverFor: () => 'thing' };
    const [answer] = await verify(test, ['mcp/thing']);
    expect(answer?.checks.find(({ id }) => id === 'entry')).toMatchObject({ state: 'unknown', code: 'entry_unreadable' });
  });

  it('throws a bug on', async () => {
    const test = signedWorld();
    test.content.fetchManifest = () => Promise.reject(new TypeError('a bug'));
    await expect(verify(test, ['mcp/thing'])).rejects.toThrow(TypeError);
    test.catalog.snapshot = () => Promise.reject(new TypeError('a bug'));
    await expect(verify(test, null)).rejects.toThrow(TypeError);
  });
});

describe('when every image is verified', () => {
  it('verifies what is listed', async () => {
    const test = signedWorld({ images: [localImage(thing), localImage(thing, { names: ['debian'], id: digestOf('1') })] });
    expect(await verify(test, null)).toMatchObject([{ reference: 'mcp/thing:latest', verdict: 'verified' }]);
  });

  it.each(['engine_absent', 'engine_unreachable'] as const)('fails as a whole when the engine says %s', async (code) => {
    const test = signedWorld();
    test.engine.failWith(code);
    expect(await codeOf(verify(test, null))).toBe(code);
  });

  it('goes on when one image fails in a way of its own', async () => {
    const test = signedWorld({ images: [localImage(thing), localImage(thing, { names: ['mcp/other'], id: digestOf('1'), digests: [] })] });
    const verdicts = (await verify(test, null)).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['verified', 'indeterminate']);
  });
});

describe('when stored facts alone are asked', () => {
  const image = localImage(thing);

  it.each([
    ['nothing was ever established', async () => Promise.resolve(), null],
    ['all was', async ({ world }: TestWorld) => { await verifySubject(world, localSubject(world, image, thing.index.digest), unbounded); }, 'verified'],
  ] as const)('has a verdict only where %s', async (_name, prepare, verdict) => {
    const test = signedWorld({ images: [image] });
    await prepare(test);
    test.content.calls.length = 0;
    const answer = await verifyStored(test.world, localSubject(test.world, image, thing.index.digest), unbounded);
    expect(answer?.decision.verdict ?? null).toBe(verdict);
    expect(test.content.calls).toEqual([]);
  });

  it('throws a bug on', async () => {
    const test = signedWorld();
    test.store.read = () => { throw new TypeError('a bug'); };
    await expect(verifyStored(test.world, localSubject(test.world, image, thing.index.digest), unbounded)).rejects.toThrow(TypeError);
  });
});
