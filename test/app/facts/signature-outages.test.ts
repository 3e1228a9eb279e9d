import { describe, expect, it } from 'vitest';
import { establishSignature } from '../../../backend/app/facts/signature-fact.ts';
import { verifySubject } from '../../../backend/app/verify/verify-subject.ts';
import { OUTAGE_CODES } from '../support/gap-codes.ts';
import { localImage, localSubject, makeTestWorld, partsOf, remoteSubject, signWithReferrer, signWithTag, unbounded, type TestWorld } from '../support/test-world.ts';

interface Signer {
  readonly name: string;
  readonly sign: (world: TestWorld) => void;
  /** Calls without which the verdict stands all the same, and that verdict. */
  readonly spare: RegExp;
  readonly verdict: string;
}

const SIGNERS: readonly Signer[] = [
  // A contradiction wins over a label that could not be read.
  { name: 'unsigned', sign: () => undefined, spare: /^(manifest|blob) docker.io\/mcp\/thing[@ ]/, verdict: 'mismatch' },
  { name: 'signed with a tag', sign: ({ content, thing }) => { signWithTag(content, thing); }, spare: /^never/, verdict: '' },
  // One valid signature suffices, wherever else something may stand.
  { name: 'signed with a referrer', sign: ({ content, thing }) => { signWithReferrer(content, thing); }, spare: /\.sig$/, verdict: 'verified' },
];

/** The calls that a verification makes when nothing fails. */
async function listCalls(sign: (world: TestWorld) => void, makeSubject: (world: TestWorld) => ReturnType<typeof remoteSubject>): Promise<readonly string[]> {
  const test = makeTestWorld();
  sign(test);
  await verifySubject(test.world, makeSubject(test), unbounded);
  return test.content.calls;
}

describe.each(SIGNERS)('when an image is $name and one call fails', ({ sign, spare, verdict }) => {
  it.each(OUTAGE_CODES)('%s at any call is a gap, and no verdict rests on it', async (code) => {
    const calls = await listCalls(sign, remoteSubject);
    for (const [number, failing] of calls.entries()) {
      const test = makeTestWorld();
      sign(test);
      // By number: each signature has a digest of its own.
      test.content.failWhen(() => (test.content.calls.length === number + 1 ? code : null));
      const { facts, decision } = await verifySubject(test.world, remoteSubject(test), unbounded);
      const isSpare = spare.test(failing);
      expect({ failing, verdict: decision.verdict }).toEqual({ failing, verdict: isSpare ? verdict : 'indeterminate' });
      if (!isSpare) expect({ failing, state: facts.signature.state }).not.toEqual({ failing, state: 'unsigned' });
    }
  });
});

describe('when everything fails', () => {
  it.each(OUTAGE_CODES)('%s is the cause, and nothing is stored', async (code) => {
    const test = makeTestWorld();
    test.content.failWhen(() => code);
    const { value } = await establishSignature(test.world, remoteSubject(test), unbounded);
    expect(value.summary).toMatchObject({ state: 'indeterminate', code });
    expect(test.store.health().facts).toBe(0);
  });
});

describe('when the index of a platform cannot be asked for', () => {
  it.each(OUTAGE_CODES)('%s leaves open whether it is signed', async (code) => {
    const test = makeTestWorld();
    signWithTag(test.content, test.thing);
    test.content.failWhen((call) => (call.endsWith(':latest') ? code : null));
    const { value } = await establishSignature(test.world, remoteSubject(test, { digest: partsOf(test.thing).manifest }), unbounded);
    expect(value.summary).toMatchObject({ state: 'indeterminate', code });
  });
});

describe('when an outage hits the binding of an image in an engine', () => {
  it.each(OUTAGE_CODES)('%s is unknown, never bound and never a contradiction', async (code) => {
    const probe = makeTestWorld();
    const image = localImage(probe.thing);
    const test = makeTestWorld({ images: [image] });
    signWithTag(test.content, test.thing);
    test.content.failWhen((call) => (call.startsWith('manifest docker.io/mcp/thing@') ? code : null));
    const { facts, decision } = await verifySubject(test.world, localSubject(test.world, image, test.thing.index.digest), unbounded);
    expect(facts.subject.binding).toMatchObject({ state: 'unknown', code });
    expect(decision.verdict).toBe('indeterminate');
  });
});

describe('when the work is cancelled', () => {
  it('says so and stores nothing', async () => {
    const test = makeTestWorld();
    const { facts } = await verifySubject(test.world, remoteSubject(test), AbortSignal.abort());
    expect(facts.signature).toMatchObject({ state: 'indeterminate', code: 'cancelled' });
    expect(test.store.health().facts).toBe(0);
  });
});
