import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeWith } from '../support/requirements.ts';
import { decisiveCode, mcpTrust, verifyJson } from './support/command-line.ts';
import { sweepOnce, type SweptPlace } from './support/sweep-place.ts';
import { CURRENT } from './support/trial-catalog.ts';
import { repositoryOf, TRIAL_CASES } from './support/trial-cases.ts';
import { startClassicPlace, startContainerdPlace, type EnginePlace } from './support/trial-place.ts';

const listSchema = z.array(z.object({ reference: z.string(), repository: z.string(), listedFor: z.string(), labelRevision: z.string().nullable() }));

function describeSweep(start: () => Promise<EnginePlace>): void {
  let swept: SweptPlace;
  const outcomeOf = (repository: string): object => {
    const verification = swept.of(repository);
    return { verdict: verification.verdict, code: decisiveCode(verification) };
  };

  beforeAll(async () => {
    const place = await start();
    try {
      swept = await sweepOnce(place);
    } catch (error) {
      await place.stop();
      throw error;
    }
  });
  afterAll(() => swept.place.stop());

  it.each(TRIAL_CASES)('says of $name: $verdict, $code ($why)', (trialCase) => {
    const { verdict, code } = (swept.place.store === 'containerd' ? trialCase.containerd : undefined) ?? trialCase;
    expect(outcomeOf(repositoryOf(trialCase))).toEqual({ verdict, code });
  });

  describe('when an image came in another way', () => {
    it('an index of two platforms is bound to the platform that is here', () => {
      expect(outcomeOf('mcp/indexed')).toEqual({ verdict: 'verified', code: null });
    });

    it("a platform's own digest is accepted through the signed index that lists it", () => {
      const verification = swept.verifications.find(({ reference }) => reference.startsWith('mcp/platform@'));
      expect(verification?.verdict).toBe('verified');
      expect(verification?.checks.find(({ id }) => id === 'digest')).toMatchObject({ state: 'passed', code: 'platform_of_signed_index' });
    });

    it('a genuine image that was tagged as a server with the same project and commit is not that server', () => {
      expect(outcomeOf('mcp/twin-tagged')).toEqual(
        swept.place.store === 'classic' ? { verdict: 'indeterminate', code: 'digest_unknown' } : { verdict: 'mismatch', code: 'digest_unknown_to_repository' },
      );
    });

    it('an imported image is not what any registry has', () => {
      expect(outcomeOf('mcp/imported')).toEqual(
        swept.place.store === 'classic' ? { verdict: 'indeterminate', code: 'digest_unknown' } : { verdict: 'mismatch', code: 'digest_unknown_to_repository' },
      );
    });

    it('an image that the registry deleted since is no contradiction of its signature', () => {
      expect(outcomeOf('mcp/gone')).toEqual(
        swept.place.store === 'classic' ? { verdict: 'indeterminate', code: 'manifest_not_found' } : { verdict: 'verified', code: null },
      );
    });
  });

  describe('whatever is said of an image', () => {
    it('only what passed every step is verified', () => {
      const verified = swept.verifications.filter(({ verdict }) => verdict === 'verified');
      expect(verified.length).toBeGreaterThan(5);
      for (const { checks, signature, pin } of verified) {
        expect(checks.filter(({ state, code }) => state !== 'passed' && code !== 'no_claim')).toEqual([]);
        expect({ signature: signature.state, pin: pin.state }).toEqual({ signature: 'verified', pin: 'current' });
      }
    });

    it('each failed and each unknown step has a code, a sentence and something to do', () => {
      const steps = swept.verifications.flatMap(({ checks }) => checks).filter(({ state }) => state === 'failed' || state === 'unknown');
      expect(steps.filter(({ code, message }) => code === null || message === '')).toEqual([]);
      expect(steps.filter(({ code, hint }) => hint === '' && code !== 'not_reached').map(({ code }) => code)).toEqual([]);
    });

    it('nothing of it can steer a terminal', async () => {
      const { stdout, stderr } = await mcpTrust(swept.context, 'verify', `mcp/loud:${swept.place.tag}`, `${swept.place.proxy.host}/mcp/loud:${swept.place.tag}`);
      expect(`${stdout}${stderr}`).not.toContain('\u001b');
    });

    it('the exit status tells that there are mismatches', () => {
      expect(swept.status).toBe(1);
    });
  });

  describe('when former pins are told apart', () => {
    it('a superseded one says how far behind it is', () => {
      expect(swept.of('mcp/former').pin).toMatchObject({ state: 'former', kind: 'superseded', pinsBehind: 1, daysBehind: 20 });
    });

    it('one that the registry went back from, or whose server it removed, is withdrawn', () => {
      expect(swept.of('mcp/withdrawn').pin).toMatchObject({ state: 'former', kind: 'withdrawn' });
      expect(swept.of('mcp/removed').pin).toMatchObject({ state: 'former', kind: 'withdrawn' });
    });

    it('a label that equals the pin without a signature is declared only', () => {
      const pin = swept.of('acme/clipboard').checks.find(({ id }) => id === 'pin');
      expect(pin).toMatchObject({ state: 'notApplicable', code: 'declared_only' });
    });
  });

  describe('when images are listed', () => {
    it('every one says why it is, and an image that is none of an MCP server is not there', async () => {
      const { status, stdout } = await mcpTrust(swept.context, 'list', '--format', 'json');
      const listed = listSchema.parse(JSON.parse(stdout)).filter(({ reference }) => reference.endsWith(swept.place.tag));
      const reasons = new Map(listed.map(({ repository, listedFor }) => [repository, listedFor]));
      expect(status).toBe(0);
      expect(Object.fromEntries(reasons)).toMatchObject({ 'docker.io/mcp/fresh': 'catalog', 'docker.io/mcp/unlisted': 'namespace', 'docker.io/someone/side': 'label', 'docker.io/acme/clipboard': 'catalog' });
      expect(reasons.has('docker.io/plain/thing')).toBe(false);
      expect(TRIAL_CASES.filter((trialCase) => !reasons.has(`docker.io/${repositoryOf(trialCase)}`))).toEqual([]);
      expect(listed.find(({ repository }) => repository === 'docker.io/mcp/fresh')?.labelRevision).toBe(CURRENT);
    });
  });

  describe('when nothing changed since', () => {
    it('the registry is asked for nothing', async () => {
      const { place, context } = swept;
      const settled = TRIAL_CASES.filter(({ verdict }) => verdict !== 'indeterminate');
      const references = settled.map((trialCase) => `${place.proxy.host}/${repositoryOf(trialCase)}:${place.tag}`);
      place.proxy.forget();
      const { verifications } = await verifyJson(context, ...references);
      expect(place.proxy.requests).toEqual([]);
      expect(verifications.map(({ verdict }) => verdict)).toEqual(settled.map(({ verdict }) => verdict));
    });
  });
}

describeWith(['engine', 'registry'], 'a sweep over an engine with its classic store', () => { describeSweep(startClassicPlace); });
describeWith(['containerd', 'registry'], 'a sweep over an engine with the containerd store', () => { describeSweep(startContainerdPlace); });
