import type { GapCode } from '../gap-code.ts';
import type { RejectionCode, SignatureGapCode } from '../signature/signature-code.ts';

/** Codes with which a check fails: each is a contradiction. */
export type FailureCode =
  | RejectionCode
  | 'unsigned_in_signed_namespace'
  | 'signed_for_other_server'
  | 'signed_for_unknown_repository' // strict option only
  | 'claim_differs_from_label'
  | 'label_missing' // in a signed namespace
  | 'label_malformed' // in a signed namespace
  | 'labels_differ_between_platforms'
  | 'revision_never_pinned'
  | 'digest_not_of_this_image' // the registry's content for the digest is not this image
  | 'digest_unknown_to_repository'; // the registry does not have the digest in that repository

/** Codes that say why something could not be checked, found by the verdict itself. */
export type VerdictGapCode =
  | SignatureGapCode
  | 'catalog_too_old'
  | 'catalog_older_than_image'
  | 'catalog_rewritten' // head does not descend from the last one seen, and nobody accepted it
  | 'entry_unreadable'
  | 'not_reached'; // an earlier step of the chain did not pass, so this one says nothing

/** Codes that only add a remark: the check passed, or does not apply. */
export type RemarkCode =
  | 'before_pinning'
  | 'not_in_catalog'
  | 'server_without_pins'
  | 'not_a_signed_namespace'
  | 'signed_by_other_key' // outside of the signed namespaces
  | 'no_claim'
  | 'no_label' // no label that names a commit, outside of the signed namespaces
  | 'entry_removed' // the catalog knew the server, and removed it
  | 'declared_only' // label equals the pin, but nothing signed says so
  | 'reference_not_in_format'
  | 'reference_unknown_repository'
  | 'pin_superseded'
  | 'pin_withdrawn'
  | 'platform_of_signed_index';

/** Any code of a check. */
export type CheckCode = FailureCode | VerdictGapCode | RemarkCode | GapCode;
