import { createPublicKey } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generateKey, signWithCosign, verifyWithCosign, type CosignVersion, type SignRequest } from '../support/cosign.ts';
import { startRegistry } from '../support/registry-server.ts';
import { startRekorStandIn, type RekorStandIn } from '../support/rekor-stand-in.ts';
import { describeWith } from '../support/requirements.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { decisiveCode, verifyJson, type CommandContext } from './support/command-line.ts';
import { CURRENT, FORMER } from './support/trial-catalog.ts';
import { makeTrialPlace, publish, signAt, type TrialPlace } from './support/trial-place.ts';
import { bundle, REVISION_LABEL, simple, unsigned, type PushedImage } from './support/trial-signatures.ts';

const trustedRoot = z.object({ tlogs: z.tuple([z.object({ publicKey: z.object({ rawBytes: z.string() }) })]) });

function publishUnsigned(place: TrialPlace, name: string): Promise<PushedImage> {
  return publish(place, { name, why: '', sign: unsigned, verdict: 'verified', code: null });
}

describeWith(['cosign', 'registry', 'engine'], 'signatures by real cosign', () => {
  let place: TrialPlace;
  let log: RekorStandIn;
  const keys = new Map<CosignVersion, { key: string; pub: string }>();

  beforeAll(async () => {
    place = await makeTrialPlace(await startRegistry());
    log = await startRekorStandIn();
    for (const version of [2, 3] as const) keys.set(version, await generateKey(version, join(place.folder, `cosign-${String(version)}`)));
  });
  afterAll(async () => {
    await log.stop();
    await place.stop();
  });

  function keyOf(version: CosignVersion): { key: string; pub: string } {
    const key = keys.get(version);
    if (key === undefined) throw new Error('no key was made');
    return key;
  }

  /** Trusts the keys that cosign made, and a log. */
  async function contextOf(data: string, root = log.trustedRoot): Promise<CommandContext> {
    const path = join(place.folder, `${data}-root.json`);
    await writeFile(path, root);
    const pems = [keyOf(2).pub, keyOf(3).pub];
    return place.context(data, { changes: { signatures: { keys: pems, trustedRoot: path, publishedKey: null } }, socket: connectLocalEngine().socketPath });
  }

  async function sign(version: CosignVersion, { repository, descriptor }: PushedImage, change: Partial<SignRequest> = {}): Promise<void> {
    const image = `${place.registry.host}/${repository}@${descriptor.digest}`;
    const identity = version === 2 ? { identity: `index.docker.io/${repository}` } : {};
    await signWithCosign(version, { image, key: keyOf(version).key, annotations: { [REVISION_LABEL]: CURRENT }, log, ...identity, ...change });
  }

  describe.each([2, 3] as const)('when it is cosign %i', (version) => {
    const name = `cosigned-${String(version)}`;

    it.each([
      ['beside the image', undefined],
      ['in the signature repository', 'mcp/signatures'],
    ])('an image that it signed %s is verified', async (where, repository) => {
      const image = await publishUnsigned(place, name);
      await sign(version, image, repository === undefined ? {} : { repository: `${place.registry.host}/${repository}` });
      const { verifications: [found] } = await verifyJson(await contextOf(`data-${String(version)}-${where.replaceAll(' ', '-')}`), `mcp/${name}:${place.tag}`);
      expect(found).toMatchObject({ verdict: 'verified', signature: { state: 'verified' }, revision: { label: CURRENT, claim: CURRENT, pin: CURRENT } });
    });

    it('a log that is not trusted, and a claim that differs, are mismatches', async () => {
      const image = await publish(place, { name, why: '', label: FORMER, sign: unsigned, verdict: 'mismatch', code: null });
      await sign(version, image);
      const reference = `mcp/${name}:${place.tag}`;
      const claims = await verifyJson(await contextOf(`data-${String(version)}-claim`), reference);
      expect(claims.verifications.map(decisiveCode)).toEqual(['claim_differs_from_label']);
      const logs = await verifyJson(await contextOf(`data-${String(version)}-log`, place.signer.log.trustedRoot), reference);
      expect(logs.verifications.map(decisiveCode)).toEqual(['log_untrusted']);
    });
  });

  it.each([
    [2, 'kit-simple', simple(), 'mcp/signatures'],
    [3, 'kit-simple', simple(), 'mcp/signatures'],
    [3, 'kit-bundle', bundle(), undefined],
  ] as const)('cosign %i accepts %s of our own samples', async (version, name, signing, signatures) => {
    const image = await publishUnsigned(place, name);
    const repository = signatures ?? image.repository;
    await signAt(place, image, { sign: signing, repository });
    const root = place.signer.log.trustedRoot;
    const der = Buffer.from(trustedRoot.parse(JSON.parse(root)).tlogs[0].publicKey.rawBytes, 'base64');
    const publicKeyPem = createPublicKey({ key: der, format: 'der', type: 'spki' }).export({ format: 'pem', type: 'spki' }).toString();
    const { stdout } = await verifyWithCosign(version, {
      image: `${place.registry.host}/${image.repository}@${image.descriptor.digest}`,
      key: join(place.folder, 'trusted.pub'),
      annotations: { [REVISION_LABEL]: CURRENT },
      log: { publicKeyPem, trustedRoot: root },
      ...(signatures === undefined ? {} : { repository: `${place.registry.host}/${signatures}` }),
    });
    expect(stdout).toContain(CURRENT);
    expect(await readFile(join(place.folder, 'trusted.pub'), 'utf8')).toBe(place.signer.trusted.pem);
  });
});
