import type { Code } from './codes.ts';

/**
 * The HTTP status of an answer that is nothing but an error with this code. Codes of checks travel inside a verification;
 * one that fails a whole request is a fault of ours (500). A registry's 401 is not ours: it must not look as if the panel
 * had to sign in to the backend.
 */
export const HTTP_STATUS = {
  // signatures: rejected
  signature_malformed: 500, signature_payload_malformed: 500, signature_payload_duplicate_key: 500, signature_type_wrong: 500,
  signature_digest_differs: 500, signature_cryptography_invalid: 500, signature_key_untrusted: 500, signature_key_expired: 500,
  log_entry_missing: 500, log_entry_malformed: 500, log_entry_kind_wrong: 500, log_entry_differs: 500, log_entry_invalid: 500,
  log_untrusted: 500, signature_claims_conflict: 500,
  // verdict: contradictions
  unsigned_in_signed_namespace: 500, signed_for_other_server: 500, signed_for_unknown_repository: 500, claim_differs_from_label: 500,
  label_missing: 500, label_malformed: 500, labels_differ_between_platforms: 500, revision_never_pinned: 500,
  digest_not_of_this_image: 500, digest_unknown_to_repository: 500,
  // verdict: could not be checked
  new_key: 500, signature_format_unsupported: 500, digest_unknown: 500, catalog_too_old: 500, catalog_older_than_image: 500,
  catalog_rewritten: 500, entry_unreadable: 500,
  // verdict: remarks
  before_pinning: 500, not_in_catalog: 500, server_without_pins: 500, not_a_signed_namespace: 500, signed_by_other_key: 500, no_claim: 500,
  no_label: 500, entry_removed: 500, declared_only: 500, reference_not_in_format: 500, reference_unknown_repository: 500,
  pin_superseded: 500, pin_withdrawn: 500, platform_of_signed_index: 500, not_reached: 500,
  // input
  reference_malformed: 400, digest_malformed: 400, platform_malformed: 400, configuration_malformed: 422, usage: 400,
  request_malformed: 400, request_forbidden: 403, not_found: 404, platform_not_found: 404,
  // entries of the catalog
  entry_yaml_invalid: 422, entry_schema_invalid: 422, entry_image_malformed: 422, entry_commit_malformed: 422,
  entry_project_malformed: 422, entry_too_large: 422, entry_name_differs: 422,
  // ports
  manifest_not_found: 404, blob_not_found: 502, registry_unauthorized: 502, registry_forbidden: 502, registry_rate_limited: 503,
  registry_unavailable: 502, registry_unreachable: 502, registry_timeout: 504, registry_bad_answer: 502, registry_redirect_refused: 502,
  content_too_large: 502, content_digest_differs: 502, manifest_malformed: 502, offline: 503, layout_malformed: 422,
  layout_unreadable: 422, engine_absent: 503, engine_unreachable: 503, engine_forbidden: 503, engine_timeout: 504, engine_failed: 502,
  image_not_found: 404, catalog_unavailable: 503, catalog_loading: 503, catalog_not_a_repository: 422, git_missing: 503, git_failed: 502,
  git_timeout: 504, store_unavailable: 503, store_full: 507, key_malformed: 422, trusted_root_malformed: 422, file_unreadable: 422,
  cancelled: 409,
  // sandbox, source and models of a review
  sandbox_image_missing: 503, sandbox_not_enforced: 502, sandbox_failed: 502, sandbox_out_of_memory: 502, sandbox_timeout: 504,
  source_unreachable: 502, source_commit_missing: 422, source_directory_missing: 422, source_too_large: 422, source_malformed: 422,
  agent_image_missing: 503, agent_failed: 502, inference_unauthorized: 502, inference_rate_limited: 503, inference_unavailable: 502,
  inference_unreachable: 502, inference_timeout: 504, inference_bad_answer: 502, inference_refused: 502,
  // reviews
  review_target_unknown: 422, review_revision_unknown: 422, model_missing: 422, model_key_missing: 422, budget_exhausted: 422,
  report_missing: 502, report_malformed: 502, report_labels_malformed: 502, report_contradicts_labels: 502,
  // keeping a registry: never asked for over HTTP
  entry_name_malformed: 422, entry_name_ambiguous: 422, entry_source_missing: 422, entry_pin_missing: 422, entry_commit_uppercase: 422,
  entry_branch_malformed: 422, entry_directory_malformed: 422, pin_commit_missing: 422, pin_commit_unreachable: 422,
  pin_branch_missing: 422, pin_branch_rewritten: 422, pin_directory_missing: 422, pin_dockerfile_missing: 422,
  pin_differs_from_label: 422, pull_request_untouchable: 409, registry_moved: 409, upstream_unreachable: 502, upstream_malformed: 502,
  registry_folder_unreadable: 422, registry_folder_unwritable: 503, forge_unauthorized: 502, forge_forbidden: 502,
  forge_rate_limited: 503, forge_refused: 502, forge_unavailable: 502, forge_bad_answer: 502, build_failed: 502, push_failed: 502,
  signing_failed: 502,
  // a bug of ours
  internal: 500,
} as const satisfies Readonly<Record<Code, number>>;
