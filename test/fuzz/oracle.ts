import { codeSchema } from '../../backend/contract/codes.ts';
import type { SignatureFinding, SignatureMaterial } from '../../backend/core/signature/signature.ts';
import { verify } from '../core/signature/support/signed-world.ts';
import { genuineMaterials } from './fuzz-bases.ts';

/** Facts and signed bytes of everything that was really signed for this image. */
const GENUINE: ReadonlySet<string> = new Set(
  genuineMaterials.flatMap((material) => {
    const finding = verify(material);
    return finding.state === 'valid' ? [toStatement(material, finding)] : [];
  }),
);

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;
const MAX_DETAIL = 200;

/**
 * Judges a verifier's answer to an input that may be anything. A valid signature is right only when a trusted key really
 * signed these very bytes for this image and the log really logged it then: what an input changes outside of that (a key
 * hint, white space) must leave every fact as it was.
 * @throws Error when the answer is a find
 */
export function assertHonest(material: SignatureMaterial): SignatureFinding {
  const finding = verify(material);
  if (finding.state === 'valid') {
    if (!GENUINE.has(toStatement(material, finding))) throw new Error(`false "valid": ${JSON.stringify(finding)}`);
    return finding;
  }
  if (!codeSchema.safeParse(finding.code).success) throw new Error(`unknown code: ${finding.code}`);
  if (finding.detail.length > MAX_DETAIL || UNPRINTABLE.test(finding.detail)) throw new Error(`unfit detail: ${JSON.stringify(finding.detail)}`);
  return finding;
}

/** How many genuine statements there are; without any, the oracle would be blind. */
export const genuineCount = GENUINE.size;

function toStatement(material: SignatureMaterial, finding: SignatureFinding): string {
  const signed = material.format === 'simplesigning' ? material.payload : readPayload(material.bundle);
  return JSON.stringify([finding, Buffer.from(signed).toString('hex')]);
}

/** Read in the most lenient way: what any other parser might take for the payload. */
function readPayload(bytes: Uint8Array): Buffer {
  const { dsseEnvelope } = JSON.parse(Buffer.from(bytes).toString()) as { dsseEnvelope: { payload: string } };
  return Buffer.from(dsseEnvelope.payload, 'base64');
}
