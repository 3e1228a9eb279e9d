import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerdictName } from '../../../backend/contract/verification.ts';
import { pushImage } from '../support/registry-images.ts';
import { startRegistry } from '../support/registry-server.ts';
import { describeWith } from '../support/requirements.ts';
import { decisiveCode, mcpTrust, verifyJson, type CommandContext } from './support/command-line.ts';
import { refuse } from './support/registry-proxy.ts';
import { publishIndex, type PublishedIndex } from './support/sweep-place.ts';
import { CURRENT, FORMER } from './support/trial-catalog.ts';
import { TRIAL_CASES } from './support/trial-cases.ts';
import { makeTrialPlace, publish, type ContextOptions, type TrialPlace } from './support/trial-place.ts';
import { REVISION_LABEL, simple } from './support/trial-signatures.ts';

const CAN_HIDE_ENGINE = !existsSync('/var/run/docker.sock') || works('unshare', ['--mount', 'true']);
const HAS_TERMINAL = works('script', ['--version']);
// The escape character begins what steers a terminal; that is what is looked for.
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`);

function works(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

interface Outcome {
  readonly status: number;
  readonly verdict: VerdictName | undefined;
  readonly code: string | null;
}

describeWith('registry', 'verifying straight from a registry, without any engine', () => {
  describe.skipIf(!CAN_HIDE_ENGINE)('[needs the right to hide an engine that is here]', () => {
    let place: TrialPlace;
    let context: CommandContext;
    let differing: PublishedIndex;
    const named = (name: string): string => `mcp/${name}:${place.tag}`;

    /** What is said of one reference by a run with these options. */
    async function outcomeOf(reference: string, { options = [], ...changes }: ContextOptions & { options?: readonly string[] } = {}): Promise<Outcome> {
      const isPlain = Object.keys(changes).length === 0;
      const { status, verifications: [first] } = await verifyJson(isPlain ? context : await place.context('changed', changes), reference, ...options);
      return { status, verdict: first?.verdict, code: first === undefined ? null : decisiveCode(first) };
    }

    beforeAll(async () => {
      place = await makeTrialPlace(await startRegistry());
      context = await place.context('data');
      for (const name of ['fresh', 'bundled', 'former', 'unlisted', 'unsigned', 'rotated', 'down']) {
        const trialCase = TRIAL_CASES.find((one) => one.name === name);
        if (trialCase !== undefined) await publish(place, trialCase);
      }
      await publish(place, { name: 'moved', why: 'signed before it was moved', sign: simple(() => ({ reference: 'staging.example/mcp/moved' })), verdict: 'verified', code: null });
      differing = await publishIndex(place, 'differing', FORMER);
      place.proxy.fail('/mcp/down/', refuse(503, 'UNAVAILABLE'));
      await outcomeOf(named('fresh'));
    });
    afterAll(() => place.stop());

    describe('when an image has several platforms', () => {
      it.each([
        ['every label counts', [], { status: 1, verdict: 'mismatch', code: 'labels_differ_between_platforms' }],
        ['one that is as it should be', ['--platform', 'linux/amd64'], { status: 0, verdict: 'verified', code: null }],
        ['one that is older', ['--platform', 'linux/arm64'], { status: 0, verdict: 'outdated', code: null }],
        ['one that it does not have', ['--platform', 'linux/s390x'], { status: 2, verdict: 'indeterminate', code: 'platform_not_found' }],
      ] as const)('%s', async (_what, options, expected) => {
        expect(await outcomeOf(named('differing'), { options })).toEqual(expected);
      });

      it('the digest of one of them is accepted through the signed index', async () => {
        expect(await outcomeOf(`mcp/differing@${differing.amd64}`)).toEqual({ status: 0, verdict: 'verified', code: null });
        expect(await outcomeOf(`mcp/differing@${differing.arm64}`)).toMatchObject({ verdict: 'outdated' });
      });

      it('its registry may be named as it stands in the configuration', async () => {
        expect(await outcomeOf(`${place.proxy.host}/${named('fresh')}`)).toMatchObject({ verdict: 'verified' });
      });
    });

    describe('when a run ends', () => {
      it.concurrent.each([
        ['verified', ['fresh'], [], 0],
        ['outdated and unverified', ['former', 'unlisted'], [], 0],
        ['a mismatch', ['fresh', 'unsigned'], [], 1],
        ['indeterminate', ['fresh', 'down'], [], 3],
        ['a mismatch beside an indeterminate one', ['down', 'unsigned'], [], 1],
        ['outdated, where that fails', ['fresh', 'former'], ['--fail-on', 'outdated'], 1],
        ['outdated, where worse ones fail', ['former'], ['--fail-on', 'unverified'], 0],
        ['unverified, where that fails', ['unlisted'], ['--fail-on', 'unverified'], 1],
        ['indeterminate, where that fails', ['down'], ['--fail-on', 'indeterminate'], 1],
        ['indeterminate, where only a mismatch fails', ['down'], ['--fail-on', 'mismatch'], 3],
        ['an image that is not there', ['absent'], [], 3],
        ['a name that is none', ['fresh', 'NOT A NAME'], [], 2],
        ['a name that is none, and a mismatch', ['unsigned', 'NOT A NAME'], [], 1],
      ] as const)('its status says: %s', async (_what, names, options, status) => {
        const references = names.map((name) => (name.includes(' ') ? name : named(name)));
        const result = await mcpTrust(context, 'verify', ...references, ...options);
        expect({ status: result.status, stderr: result.stderr }).toEqual({ status, stderr: '' });
      });

      it.concurrent.each([[[]], [['--all', 'mcp/fresh']], [['--fail-on', 'nonsense', 'mcp/fresh']], [['--platform', '/', 'mcp/fresh']], [['--unknown']]])('wrong usage is 2: %j', async (args) => {
        const { status, stdout, stderr } = await mcpTrust(context, 'verify', ...args);
        expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
        expect(stderr).not.toBe('');
      });

      it('a configuration with an unknown key is 2, with its line', async () => {
        const { status, stderr } = await mcpTrust(await place.context('wrong', { changes: { offlin: true } }), 'verify', 'mcp/fresh');
        expect(status).toBe(2);
        expect(stderr).toMatch(/wrong\.yaml:\d+: .*offlin.*\[configuration_malformed\]/s);
      });
    });

    describe('when there is nothing that could list images', () => {
      it('listing and --all are indeterminate', async () => {
        for (const args of [['list'], ['verify', '--all']] as const) {
          const { status, stderr } = await mcpTrust(context, ...args);
          expect(status).toBe(3);
          expect(stderr).toContain('[engine_absent]');
        }
      });

      it('an engine that is named and does not answer is not "no engine"', async () => {
        const { status, verifications } = await verifyJson({ ...context, socket: join(place.folder, 'nothing.sock') }, named('fresh'));
        expect(status).toBe(3);
        expect(verifications.map(decisiveCode)).toEqual(['engine_unreachable']);
      });
    });

    describe('when it is configured otherwise', () => {
      it('a signature for a repository that the catalog does not know is said, or fails where that is asked for', async () => {
        expect(await outcomeOf(named('moved'))).toMatchObject({ verdict: 'verified' });
        const changes = { signatures: { ...place.configuration.signatures, strictReference: true } };
        expect(await outcomeOf(named('moved'), { changes })).toEqual({ status: 1, verdict: 'mismatch', code: 'signed_for_unknown_repository' });
      });

      it('all signatures must be valid where that is asked for', async () => {
        const changes = { signatures: { ...place.configuration.signatures, require: 'all' } };
        expect(await outcomeOf(named('rotated'), { changes })).toEqual({ status: 1, verdict: 'mismatch', code: 'signature_key_untrusted' });
      });

      it('without a catalog nothing is verified', async () => {
        const changes = { catalog: { source: join(place.folder, 'no-such-catalog') } };
        const { status, verifications } = await verifyJson(await place.context('no-catalog', { changes }), named('fresh'));
        expect(status).toBe(3);
        expect(verifications[0]).toMatchObject({ verdict: 'indeterminate', signature: { state: 'verified' } });
      });

      it('with a catalog that is too old neither', async () => {
        const changes = { catalog: { ...place.configuration.catalog, maxAgeDays: 1e-9 } };
        expect(await outcomeOf(named('fresh'), { changes })).toEqual({ status: 3, verdict: 'indeterminate', code: 'catalog_too_old' });
      });

      it('offline the registry is not asked', async () => {
        place.proxy.forget();
        expect(await outcomeOf(named('fresh'), { changes: { offline: true } })).toEqual({ status: 3, verdict: 'indeterminate', code: 'offline' });
        expect(place.proxy.requests).toEqual([]);
      });

      it('a registry with a login answers to the one that is configured only', async () => {
        const login = { user: 'reader', password: 'secret' };
        const locked = await startRegistry({ login });
        try {
          const authorization = `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
          await pushImage({ url: locked.url, repository: 'thing', authorization }, { labels: { [REVISION_LABEL]: CURRENT } }, '1');
          expect(await outcomeOf(`${locked.host}/thing:1`)).toEqual({ status: 3, verdict: 'indeterminate', code: 'registry_unauthorized' });
          const changes = { registryAuth: [{ registry: locked.host, username: login.user, token: login.password }] };
          expect(await outcomeOf(`${locked.host}/thing:1`, { changes })).toEqual({ status: 0, verdict: 'unverified', code: 'not_a_signed_namespace' });
        } finally {
          await locked.stop();
        }
      });
    });

    describe('when it prints a table', () => {
      it('a pipe gets no progress and no colour', async () => {
        const { stdout, stderr } = await mcpTrust(context, 'verify', named('fresh'), named('unsigned'));
        expect(stderr).toBe('');
        expect(stdout).not.toContain('\u001b');
        expect(stdout).toContain('[unsigned_in_signed_namespace]');
        expect(stdout.indexOf(named('unsigned'))).toBeLessThan(stdout.indexOf(named('fresh')));
      });

      it.skipIf(!HAS_TERMINAL)('a terminal gets progress and colour, and no colour with NO_COLOR [needs script]', async () => {
        const terminal = { ...context, onTerminal: true };
        const colourful = await mcpTrust(terminal, 'verify', named('fresh'));
        expect(colourful.status).toBe(0);
        expect(colourful.stdout).toMatch(COLOUR);
        expect(colourful.stdout).toContain('Verifying 1 of 1');
        const plain = await mcpTrust({ ...terminal, env: { NO_COLOR: '1' } }, 'verify', named('fresh'));
        expect(plain.stdout).not.toMatch(COLOUR);
        expect(plain.stdout).toContain('Verifying 1 of 1');
      });
    });
  });
});
