import { createHash } from 'node:crypto';
import { digestHex, parseDigest } from '../../../../backend/core/image/digest.ts';
import type { Verification } from '../../../../backend/contract/verification.ts';
import { pushImage, pushIndex } from '../../support/registry-images.ts';
import { verifyJson, type CommandContext } from './command-line.ts';
import { answer } from './registry-proxy.ts';
import { CURRENT } from './trial-catalog.ts';
import { repositoryOf, TRIAL_CASES, type TrialCase } from './trial-cases.ts';
import { eachOf, publish, pull, signAt, type EnginePlace, type TrialPlace } from './trial-place.ts';
import { REVISION_LABEL, simple, type PushedImage } from './trial-signatures.ts';

const LABELS = { [REVISION_LABEL]: CURRENT };

/** An engine full of images, and what one sweep said of them. */
export interface SweptPlace {
  readonly place: EnginePlace;
  readonly context: CommandContext;
  readonly status: number;
  /** All images of this run. */
  readonly verifications: readonly Verification[];
  /** What was said of a repository under this run's tag. */
  of(repository: string): Verification;
}

export async function sweepOnce(place: EnginePlace): Promise<SweptPlace> {
  await eachOf(TRIAL_CASES, async (trialCase) => {
    const image = await publish(place, trialCase);
    await pull(place, repositoryOf(trialCase));
    setFault(place, trialCase, image);
  });
  await bringInOtherwise(place);
  const context = await place.context('data', { socket: place.engine.socketPath });
  const { status, verifications } = await verifyJson(context, '--all');
  const own = verifications.filter(({ reference }) => reference.includes(place.tag) || reference.startsWith('mcp/platform@'));
  const of = (repository: string): Verification => {
    const found = own.find(({ reference }) => reference === `${repository}:${place.tag}`);
    if (found === undefined) throw new Error(`${repository} was not verified`);
    return found;
  };
  return { place, context, status, verifications: own, of };
}

function setFault({ proxy }: EnginePlace, { fault }: TrialCase, { repository, descriptor, payload }: Awaited<ReturnType<typeof publish>>): void {
  if (fault === undefined) return;
  if (fault.of === 'image') proxy.fail(`/${repository}/`, fault.fault);
  else if (fault.of === 'signature') proxy.fail(`/mcp/signatures/manifests/sha256-${digestHex(parseDigest(descriptor.digest))}.sig`, fault.fault);
  else if (payload !== null) {
    const digest = createHash('sha256').update(payload).digest('hex');
    proxy.fail(`/mcp/signatures/blobs/sha256:${digest}`, answer(payload.toString().replace('sha256:', 'sha256;'), 'application/octet-stream'));
  }
}

/** Images that came by other ways than a pull by tag. */
async function bringInOtherwise(place: EnginePlace): Promise<void> {
  const { engine, proxy, tag } = place;
  const name = (repository: string): string => `${proxy.host}/${repository}:${tag}`;
  await engine.tag(name('mcp/fresh'), name('mcp/twin-tagged'));
  await engine.importImage(name('mcp/imported'), { labels: LABELS });
  await engine.importImage(name('plain/thing'), { labels: LABELS });
  await publishIndex(place, 'indexed');
  await pull(place, 'mcp/indexed');
  const { amd64 } = await publishIndex(place, 'platform');
  await engine.pull(`${proxy.host}/mcp/platform@${amd64}`);
  const gone = await publish(place, { name: 'gone', why: '', verdict: 'verified', code: null });
  await pull(place, 'mcp/gone');
  await fetch(`${place.registry.url}/v2/mcp/gone/manifests/${gone.descriptor.digest}`, { method: 'DELETE' });
}

export interface PublishedIndex {
  readonly image: PushedImage;
  readonly amd64: string;
  readonly arm64: string;
}

/** Pushes and signs an index of two platforms under the run's tag and `latest`; `arm` is the label of the second one, and no label is claimed. */
export async function publishIndex(place: TrialPlace, name: string, arm: string = CURRENT): Promise<PublishedIndex> {
  const target = { url: place.registry.url, repository: `mcp/${name}` };
  const text = `${name} ${place.tag}\n`;
  const amd64 = await pushImage(target, { labels: LABELS, text });
  const arm64 = await pushImage(target, { labels: { [REVISION_LABEL]: arm }, text, platform: 'linux/arm64' });
  await pushIndex(target, [amd64, arm64], place.tag);
  const descriptor = await pushIndex(target, [amd64, arm64], 'latest');
  const image = { repository: target.repository, descriptor, label: CURRENT };
  await signAt(place, image, { sign: simple(() => ({ claim: null })) });
  return { image, amd64: amd64.digest, arm64: arm64.digest };
}
