import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestHex, parseDigest } from '../../../backend/core/image/digest.ts';
import type { Verification } from '../../../backend/contract/verification.ts';
import { describeWith } from '../support/requirements.ts';
import { decisiveCode, mcpTrust, verifyJson, type CommandContext } from './support/command-line.ts';
import { CURRENT } from './support/trial-catalog.ts';
import { repositoryOf, TRIAL_CASES, type TrialCase } from './support/trial-cases.ts';
import { eachOf, publish, pull, startClassicPlace, startContainerdPlace, type EnginePlace } from './support/trial-place.ts';
import { REVISION_LABEL, type PushedImage } from './support/trial-signatures.ts';

async function fill(place: EnginePlace): Promise<void> {
  await eachOf(TRIAL_CASES, async (trialCase) => {
    const image = await publish(place, trialCase);
    await pull(place, repositoryOf(trialCase));
    setFault(place, trialCase, image);
  });
}

function setFault({ proxy }: EnginePlace, { fault }: TrialCase, { repository, descriptor }: PushedImage): void {
  if (fault === undefined) return;
  const tag = `/mcp/signatures/manifests/sha256-${digestHex(parseDigest(descriptor.digest))}.sig`;
  if (fault.of === 'signature') proxy.fail(tag, fault.fault);
  else if (fault.of === 'image') proxy.fail(`/${repository}/`, fault.fault);
}

function describeSweep(start: () => Promise<EnginePlace>): void {
  let place: EnginePlace;
  let context: CommandContext;
  let found: ReadonlyMap<string, Verification>;
  const verificationOf = (repository: string): Verification => {
    const verification = found.get(`${repository}:${place.tag}`);
    if (verification === undefined) throw new Error(`${repository} was not verified`);
    return verification;
  };

  beforeAll(async () => {
    place = await start();
    await fill(place);
    context = await place.context('data', { socket: place.engine.socketPath });
    const { verifications } = await verifyJson(context, '--all');
    found = new Map(verifications.map((verification) => [verification.reference, verification]));
  });
  afterAll(() => place.stop());

  it.each(TRIAL_CASES)('says of $name: $verdict, $code ($why)', (trialCase) => {
    const { verdict, code } = (place.store === 'containerd' ? trialCase.containerd : undefined) ?? trialCase;
    const verification = verificationOf(repositoryOf(trialCase));
    expect({ verdict: verification.verdict, code: decisiveCode(verification) }).toEqual({ verdict, code });
  });
}

describeWith(['engine', 'registry'], 'a sweep over an engine with its classic store', () => { describeSweep(startClassicPlace); });
describeWith(['containerd', 'registry'], 'a sweep over an engine with the containerd store', () => { describeSweep(startContainerdPlace); });
void describe; void mcpTrust; void CURRENT; void REVISION_LABEL;
