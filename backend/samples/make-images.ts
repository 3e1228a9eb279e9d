import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_IMAGES, SAMPLE_SERVERS, type SamplePlan, type SampleSignature } from './sample-plan.ts';
import { toSampleImage, type SampleImage } from './sample-image.ts';
import { blobName, toLayoutIndex, type LayoutName } from './sample-layout.ts';
import { toContentBlob, toDescriptor, type ContentBlob } from './signing/content-blob.ts';
import type { SampleLog } from './signing/sample-log.ts';
import { signBundle, toReferrerContent } from './signing/sign-bundle.ts';
import { signSimple, toSignatureContent } from './signing/sign-simple.ts';
import type { SigningKey } from './signing/signing-key.ts';

const DAY = 24 * 60 * 60 * 1000;
const REVISION = 'org.opencontainers.image.revision';
const SIGNATURES = 'docker.io/mcp/signatures';

/** Who signs the samples, and when now is. */
export interface SampleSigner {
  readonly key: SigningKey;
  readonly newKey: SigningKey;
  readonly log: SampleLog;
  readonly now: number;
}

/** Writes one OCI layout for each planned image, with its signature, into `folder`. */
export async function makeImages(folder: string, signer: SampleSigner): Promise<void> {
  for (const plan of SAMPLE_IMAGES) await writeLayout(join(folder, plan.name), planLayout(plan, signer));
}

interface Layout {
  readonly names: readonly LayoutName[];
  readonly blobs: readonly ContentBlob[];
}

function planLayout(plan: SamplePlan, signer: SampleSigner): Layout {
  const revision = revisionOf(plan);
  const image = toSampleImage({
    text: `${plan.name}: ${plan.story}\n`,
    labels: { ...plan.labels, ...(revision === null ? {} : { [REVISION]: revision }) },
    createdAt: new Date(signer.now - createdDaysAgo(plan) * DAY).toISOString(),
  });
  const named: LayoutName = { blob: image.index, name: `docker.io/${plan.repository}:latest` };
  const signature = toSignature({ plan, image, revision }, signer);
  return { names: [named, ...signature.names], blobs: [...image.blobs, ...signature.blobs] };
}

function revisionOf({ name, label, repository }: SamplePlan): string | null {
  if (label === null) return null;
  if ('commit' in label) return label.commit;
  const server = SAMPLE_SERVERS.find(({ image }) => image === repository);
  const pin = server?.pins.find(({ daysAgo }) => daysAgo === label.pin);
  if (pin === undefined) throw new Error(`the sample ${name} names a pin that its server does not have`);
  return pin.commit;
}

function createdDaysAgo({ signature }: SamplePlan): number {
  return signature.kind === 'none' ? 12 : signature.loggedDaysAgo;
}

interface Signing {
  readonly plan: SamplePlan;
  readonly image: SampleImage;
  readonly revision: string | null;
}

function toSignature({ plan, image, revision }: Signing, signer: SampleSigner): Layout {
  const { signature } = plan;
  if (signature.kind === 'none') return { names: [], blobs: [] };
  const request = {
    digest: signature.kind === 'transplanted' ? toContentBlob('', { another: plan.name }).digest : image.index.digest,
    claims: toClaims(signature, revision),
    key: 'key' in signature ? signer.newKey : signer.key,
    log: signer.log,
    at: new Date(signer.now - signature.loggedDaysAgo * DAY),
  };
  if (signature.kind === 'bundle') {
    const [manifest, ...rest] = toReferrerContent(signBundle(request), toDescriptor(image.index));
    return { names: [{ blob: manifest, name: null }], blobs: [manifest, ...rest] };
  }
  const reference = 'reference' in signature ? (signature.reference ?? '') : `index.docker.io/${plan.repository}`;
  const [manifest, ...rest] = toSignatureContent([signSimple({ ...request, reference })]);
  const name = `${SIGNATURES}:sha256-${blobName(image.index.digest)}.sig`;
  const blobs = signature.kind === 'truncated' ? rest.map(truncate) : rest;
  return { names: [{ blob: manifest, name }], blobs: [manifest, ...blobs] };
}

function toClaims(signature: SampleSignature, revision: string | null): Readonly<Record<string, string>> | null {
  const claim = 'claim' in signature ? (signature.claim ?? revision) : revision;
  return claim === null ? null : { [REVISION]: claim };
}

/** The bytes end early; the name still promises all of them. */
function truncate(blob: ContentBlob): ContentBlob {
  return { ...blob, bytes: blob.bytes.subarray(0, blob.bytes.length - 7) };
}

async function writeLayout(folder: string, { names, blobs }: Layout): Promise<void> {
  const blobFolder = join(folder, 'blobs', 'sha256');
  await mkdir(blobFolder, { recursive: true });
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await writeFile(join(folder, 'index.json'), toLayoutIndex(names));
  for (const { digest, bytes } of blobs) await writeFile(join(blobFolder, blobName(digest)), bytes);
}
