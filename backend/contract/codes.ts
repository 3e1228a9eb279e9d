import { z } from 'zod';

/** Every code that a person, a script or the panel can meet. Closed: words, HTTP and exit status are exhaustive over it. */
export const CODES = [
  // signatures: rejected
  'signature_malformed', 'signature_payload_malformed', 'signature_payload_duplicate_key', 'signature_type_wrong',
  'signature_digest_differs', 'signature_cryptography_invalid', 'signature_key_untrusted', 'signature_key_expired',
  'log_entry_missing', 'log_entry_malformed', 'log_entry_kind_wrong', 'log_entry_differs', 'log_entry_invalid',
  'log_untrusted', 'signature_claims_conflict',
  // verdict: contradictions
  'unsigned_in_signed_namespace', 'signed_for_other_server', 'signed_for_unknown_repository', 'claim_differs_from_label',
  'label_missing', 'label_malformed', 'labels_differ_between_platforms', 'revision_never_pinned',
  'digest_not_of_this_image', 'digest_unknown_to_repository',
  // verdict: could not be checked
  'new_key', 'signature_format_unsupported', 'digest_unknown', 'catalog_too_old', 'catalog_older_than_image',
  'catalog_rewritten', 'entry_unreadable',
  // verdict: remarks
  'before_pinning', 'not_in_catalog', 'server_without_pins', 'not_a_signed_namespace', 'signed_by_other_key', 'no_claim', 'no_label', 'entry_removed',
  'declared_only', 'reference_not_in_format', 'reference_unknown_repository', 'pin_superseded', 'pin_withdrawn',
  'platform_of_signed_index', 'not_reached',
  // input
  'reference_malformed', 'digest_malformed', 'platform_malformed', 'configuration_malformed', 'usage', 'request_malformed',
  'request_forbidden', 'not_found', 'platform_not_found',
  // entries of the catalog
  'entry_yaml_invalid', 'entry_schema_invalid', 'entry_image_malformed', 'entry_commit_malformed', 'entry_project_malformed',
  'entry_too_large', 'entry_name_differs',
  // ports
  'manifest_not_found', 'blob_not_found', 'registry_unauthorized', 'registry_forbidden', 'registry_rate_limited',
  'registry_unavailable', 'registry_unreachable', 'registry_timeout', 'registry_bad_answer', 'registry_redirect_refused',
  'content_too_large', 'content_digest_differs', 'manifest_malformed', 'offline', 'layout_malformed', 'layout_unreadable',
  'engine_absent', 'engine_unreachable', 'engine_forbidden', 'engine_timeout', 'engine_failed', 'image_not_found',
  'catalog_unavailable', 'catalog_loading', 'catalog_not_a_repository', 'git_missing', 'git_failed', 'git_timeout',
  'store_unavailable', 'store_full', 'key_malformed', 'trusted_root_malformed', 'file_unreadable', 'cancelled',
  // sandbox, source and models of a review
  'sandbox_image_missing', 'sandbox_not_enforced', 'sandbox_failed', 'sandbox_out_of_memory', 'sandbox_timeout',
  'source_unreachable', 'source_commit_missing', 'source_directory_missing', 'source_too_large', 'source_malformed',
  'agent_image_missing', 'agent_failed', 'inference_unauthorized', 'inference_rate_limited', 'inference_unavailable',
  'inference_unreachable', 'inference_timeout', 'inference_bad_answer', 'inference_refused',
  // reviews
  'review_target_unknown', 'review_revision_unknown', 'model_missing', 'model_key_missing', 'budget_exhausted',
  'report_missing', 'report_malformed', 'report_labels_malformed', 'report_contradicts_labels',
  // keeping a registry: its entries
  'entry_name_malformed', 'entry_name_ambiguous', 'entry_source_missing', 'entry_pin_missing', 'entry_commit_uppercase',
  'entry_branch_malformed', 'entry_directory_malformed',
  // keeping a registry: what upstream has
  'pin_commit_missing', 'pin_commit_unreachable', 'pin_branch_missing', 'pin_branch_rewritten', 'pin_directory_missing',
  'pin_dockerfile_missing', 'pin_differs_from_label', 'pull_request_untouchable', 'registry_moved',
  // keeping a registry: outside systems
  'upstream_unreachable', 'upstream_malformed', 'registry_folder_unreadable', 'registry_folder_unwritable', 'forge_unauthorized',
  'forge_forbidden', 'forge_rate_limited', 'forge_refused', 'forge_unavailable', 'forge_bad_answer', 'build_failed', 'push_failed',
  'signing_failed',
  // a bug of ours
  'internal',
] as const;

export const codeSchema = z.enum(CODES);
export type Code = z.infer<typeof codeSchema>;
