import { passed, unknown } from './check.ts';
import type { Facts } from './facts.ts';
import type { Check } from './verdict.ts';

/** Is there a digest by which the repository knows the image? A signature may be over an index that lists it. */
export function checkDigest({ subject, signature }: Facts): Check {
  const { digest, signedIndex } = subject;
  if (digest === null) return unknown('digest', 'digest_unknown', {});
  if (signature.state !== 'verified' || signedIndex === null || signedIndex === digest) return passed('digest', { digest });
  return passed('digest', { digest, 'signed index': signedIndex }, 'platform_of_signed_index');
}
