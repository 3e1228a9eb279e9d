import { notApplicable, unknown } from './check.ts';
import type { Check, CheckId } from './verdict.ts';

/**
 * A step over signed bytes where no trusted signature stands: it does not apply where none is expected (outside of the
 * signed namespaces), else it is not reached, and the signature's own step says why.
 */
export function stepWithoutSignature(id: CheckId, signature: Check): Check {
  return isUnsignedByRight(signature) ? notApplicable(id, signature.code, {}) : unknown(id, 'not_reached', {});
}

/** Whether the image lies outside of the signed namespaces and carries nothing by a trusted key. */
export function isUnsignedByRight(signature: Check): signature is Check & { readonly code: 'not_a_signed_namespace' | 'signed_by_other_key' } {
  return signature.state === 'notApplicable' && (signature.code === 'not_a_signed_namespace' || signature.code === 'signed_by_other_key');
}
