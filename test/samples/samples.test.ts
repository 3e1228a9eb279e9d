import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedWorld } from '../../backend/app/application/opened-world.ts';
import { verifyReferences } from '../../backend/app/verify/verify-references.ts';
import { VERDICTS, type Verification } from '../../backend/contract/verification.ts';
import { makeSamples } from '../../backend/samples/make-samples.ts';
import { SAMPLE_IMAGES } from '../../backend/samples/sample-plan.ts';
import { openSampleWorld } from '../../backend/wiring/open-sample-world.ts';
import { hasGit } from '../fixtures/registry/make-registry.ts';

/** What each sample is for: its verdict, and the code that it rests on. */
const EXPECTED: Readonly<Record<string, readonly [verdict: Verification['verdict'], code: string | null]>> = {
  weather: ['verified', null],
  calendar: ['verified', 'reference_not_in_format'],
  translate: ['outdated', 'pin_superseded'],
  tickets: ['outdated', 'pin_withdrawn'],
  clipboard: ['unverified', 'declared_only'],
  archive: ['unverified', 'before_pinning'],
  'side-project': ['unverified', 'not_in_catalog'],
  payments: ['mismatch', 'revision_never_pinned'],
  search: ['mismatch', 'unsigned_in_signed_namespace'],
  notes: ['mismatch', 'signature_digest_differs'],
  maps: ['mismatch', 'claim_differs_from_label'],
  payroll: ['mismatch', 'signed_for_other_server'],
  sheets: ['mismatch', 'label_missing'],
  photos: ['indeterminate', 'content_digest_differs'],
  backup: ['indeterminate', 'new_key'],
};

const { signal } = new AbortController();
const codesOf = ({ checks }: Verification): readonly (string | null)[] => checks.map(({ code }) => code);

describe.skipIf(!hasGit())('when the sample world is opened', { timeout: 60_000 }, () => {
  let folder = '';
  let opened: OpenedWorld;
  let byName: ReadonlyMap<string, Verification>;
  const verify = async (references: readonly string[] | null): Promise<readonly Verification[]> =>
    verifyReferences(opened.world, { references, platform: null, onProgress: () => undefined, refresh: Promise.resolve(), signal });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcp-trust-samples-'));
    await makeSamples(join(folder, 'samples'), Date.now());
    opened = await openSampleWorld(join(folder, 'samples'), join(folder, 'data'));
    await opened.world.catalog.refresh({ signal });
    byName = new Map((await verify(null)).map((answer) => [answer.reference.replace(/^.*?([a-z-]+):latest$/, '$1').replace(/^sample-/, ''), answer]));
  }, 120_000);
  afterAll(async () => {
    await opened.close();
    await rm(folder, { recursive: true });
  });

  it('lists every planned sample, and expects something of each', () => {
    expect([...byName.keys()].sort()).toEqual(Object.keys(EXPECTED).sort());
    expect(SAMPLE_IMAGES.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it('has every verdict', () => {
    expect(new Set([...byName.values()].map(({ verdict }) => verdict))).toEqual(new Set(VERDICTS));
  });

  it.each(Object.entries(EXPECTED))('%s is %j', (name, [verdict, code]) => {
    const answer = byName.get(name);
    if (answer === undefined) throw new Error('not listed');
    expect(answer.verdict).toBe(verdict);
    expect(code === null ? codesOf(answer).every((found) => found === null) : codesOf(answer).includes(code)).toBe(true);
  });

  it.each(Object.entries(EXPECTED))('%s is %j as oci:DIR too', async (name, [verdict, code]) => {
    const [answer, ...others] = await verify([`oci:${join(folder, 'samples', 'images', name)}`]);
    if (answer === undefined) throw new Error('no answer');
    expect([answer.verdict, others]).toEqual([verdict, []]);
    expect(code === null ? codesOf(answer).every((found) => found === null) : codesOf(answer).includes(code)).toBe(true);
  });

  it('offers the announced key as a question', () => {
    expect(byName.get('backup')?.signature.newKeyFingerprint).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it('counts pins and days of an outdated one', () => {
    expect(byName.get('translate')?.pin).toMatchObject({ state: 'former', kind: 'superseded', pinsBehind: 3 });
    expect(byName.get('tickets')?.pin).toMatchObject({ state: 'former', kind: 'withdrawn' });
  });

  it('has keys of its own, and not the real one', () => {
    expect(opened.keys.map(({ origin }) => origin)).toEqual(['configured']);
    expect(opened.trustedRoot).toMatchObject({ source: 'your own configuration', logs: ['https://log.samples.example'] });
  });
});
