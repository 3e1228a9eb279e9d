import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verification } from '../../../backend/contract/verification.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { startRegistry } from '../support/registry-server.ts';
import { describeWith } from '../support/requirements.ts';
import { decisiveCode, mcpTrust, verifyJson, type CommandContext } from './support/command-line.ts';
import { hang, refuse } from './support/registry-proxy.ts';
import { TRIAL_CASES } from './support/trial-cases.ts';
import { makeTrialPlace, publish, pull, startContainerdPlace, type TrialPlace } from './support/trial-place.ts';

const NAMES = ['fresh', 'former', 'unsigned', 'never', 'claimless', 'bundled', 'twin-served', 'shouting', 'bare', 'strange', 'unlisted', 'rotated'];

async function publishAll(place: TrialPlace): Promise<void> {
  for (const trialCase of TRIAL_CASES.filter(({ name }) => NAMES.includes(name))) await publish(place, trialCase);
}

function verdictsOf(verifications: readonly Verification[]): readonly string[] {
  return verifications.map((verification) => `${verification.verdict} ${decisiveCode(verification) ?? ''}`.trim());
}

describeWith(['registry', 'engine'], 'a registry in trouble', () => {
  let place: TrialPlace;
  const named = (name: string): string => `mcp/${name}:${place.tag}`;
  const context = (data: string): Promise<CommandContext> => place.context(data, { socket: connectLocalEngine().socketPath });

  beforeAll(async () => {
    place = await makeTrialPlace(await startRegistry());
    await publishAll(place);
  });
  afterAll(() => place.stop());

  it('is left alone after it asked for that', async () => {
    const heal = place.proxy.fail('/manifests/', refuse(429, 'TOOMANYREQUESTS', { 'retry-after': '60' }));
    place.proxy.forget();
    const { status, verifications } = await verifyJson(await context('limited'), ...NAMES.map(named));
    heal();
    expect(status).toBe(3);
    expect(new Set(verdictsOf(verifications))).toEqual(new Set(['indeterminate registry_rate_limited']));
    expect(place.proxy.requests.length).toBeLessThanOrEqual(8);
  });

  it('that hangs costs the image that it hangs on', async () => {
    const heal = place.proxy.fail('/mcp/former/', hang);
    const { verifications } = await verifyJson(await context('hanging'), named('former'), named('fresh'), named('unsigned'));
    heal();
    expect(verdictsOf(verifications)).toEqual(['indeterminate registry_timeout', 'verified', 'mismatch unsigned_in_signed_namespace']);
  });

  it('is not believed when it is back: nothing of the outage was kept', async () => {
    const heal = place.proxy.fail('/signatures/', refuse(502, 'UNAVAILABLE'));
    const shared = await context('shared');
    expect(verdictsOf((await verifyJson(shared, named('fresh'), named('unsigned'))).verifications)).toEqual(['indeterminate registry_unavailable', 'indeterminate registry_unavailable']);
    heal();
    expect(verdictsOf((await verifyJson(shared, named('fresh'), named('unsigned'))).verifications)).toEqual(['verified', 'mismatch unsigned_in_signed_namespace']);
  });

  it('that is away is unreachable, and never "unsigned"', async () => {
    const away = await makeTrialPlace(await startRegistry());
    const gone = await away.context('gone', { socket: connectLocalEngine().socketPath });
    await away.proxy.stop();
    const { status, verifications } = await verifyJson(gone, 'mcp/fresh', 'mcp/unsigned');
    expect(status).toBe(3);
    expect(verdictsOf(verifications)).toEqual(['indeterminate registry_unreachable', 'indeterminate registry_unreachable']);
    await away.stop();
  });

  describe.skipIf(!canMount())('with a data folder on a full disk [needs the right to mount]', () => {
    let disk: string;
    beforeAll(() => {
      disk = join(place.folder, 'disk');
      mkdirSync(disk);
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'none', disk]);
    });
    afterAll(() => spawnSync('umount', [disk]));

    it('what is new is still verified, and what was known is still known', async () => {
      const full = { ...(await context('full')), data: join(disk, 'data') };
      expect(verdictsOf((await verifyJson(full, named('fresh'))).verifications)).toEqual(['verified']);
      fillDisk(disk);
      const { status, verifications } = await verifyJson(full, ...['fresh', 'former', 'unsigned'].map(named));
      expect(verdictsOf(verifications)).toEqual(['verified', 'outdated', 'mismatch unsigned_in_signed_namespace']);
      expect(status).toBe(1);
    });

    it('that is full from the start there is no catalog, and nothing is verified', async () => {
      for (const name of readdirSync(disk)) if (name !== 'filler') rmSync(join(disk, name), { recursive: true });
      fillDisk(disk);
      const full = { ...(await context('full')), data: join(disk, 'data') };
      const { status, verifications } = await verifyJson(full, named('fresh'));
      expect(status).toBe(3);
      expect(verdictsOf(verifications)).toEqual(['indeterminate catalog_unavailable']);
    });
  });
});

function canMount(): boolean {
  return spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' }).status === 0;
}

/** To the last block. */
function fillDisk(folder: string): void {
  for (let number = 0; ; number += 1) {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail === 0) return;
    writeFileSync(join(folder, `filler-${String(number)}`), Buffer.alloc(bavail * bsize));
  }
}

describeWith(['containerd', 'registry'], 'an engine that vanishes', () => {
  it('in the middle of a sweep costs what was not read yet, and the sweep goes on', async () => {
    const place = await startContainerdPlace();
    try {
      await publishAll(place);
      for (const name of NAMES) await pull(place, `mcp/${name}`);
      const context = await place.context('data', { socket: place.engine.socketPath });
      place.proxy.holdUntil((begun) => begun.then(() => place.stopEngine()));
      const { status, verifications } = await verifyJson(context, '--all');
      expect(verifications).toHaveLength(NAMES.length);
      // What a signature contradicts needs no engine any more; all else could not be read.
      expect(status).toBe(1);
      expect(verifications.filter(({ verdict }) => verdict !== 'mismatch' && verdict !== 'indeterminate')).toEqual([]);
      expect(new Set(verifications.filter(({ verdict }) => verdict === 'indeterminate').map(decisiveCode))).toEqual(new Set(['engine_unreachable']));
      const after = await mcpTrust(context, 'verify', '--all');
      expect(after.status).toBe(3);
      expect(after.stderr).toContain('[engine_unreachable]');
    } finally {
      await place.stop();
    }
  });
});
