import type { Code } from './codes.ts';
import type { VerdictName } from './verification.ts';

/** 0 nothing found; 1 a mismatch (or what `--fail-on` names); 2 wrong usage or input; 3 it could not be checked; 4 a review of medium risk. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4;

/** What a verdict alone leads to. */
export const VERDICT_EXIT_STATUS: Readonly<Record<VerdictName, ExitStatus>> = {
  mismatch: 1,
  indeterminate: 3,
  unverified: 0,
  outdated: 0,
  verified: 0,
};

const RANK: Readonly<Record<VerdictName, number>> = { mismatch: 0, indeterminate: 1, unverified: 2, outdated: 3, verified: 4 };

/**
 * The exit status over all verdicts of a run: 1 for any mismatch, else 3 for any indeterminate, else 0. With `failOn`
 * that verdict and worse ones are 1. No verdict at all (nothing to verify) is 0.
 */
export function exitStatusOf(verdicts: readonly VerdictName[], failOn: VerdictName | null = null): ExitStatus {
  const statuses = verdicts.map((verdict) => (failOn !== null && RANK[verdict] <= RANK[failOn] ? 1 : VERDICT_EXIT_STATUS[verdict]));
  if (statuses.includes(1)) return 1;
  return statuses.includes(3) ? 3 : 0;
}

/** What a command that fails with a code as a whole ends with. */
export const CODE_EXIT_STATUS = {
  // signatures: rejected
  signature_malformed: 1, signature_payload_malformed: 1, signature_payload_duplicate_key: 1, signature_type_wrong: 1,
  signature_digest_differs: 1, signature_cryptography_invalid: 1, signature_key_untrusted: 1, signature_key_expired: 1,
  log_entry_missing: 1, log_entry_malformed: 1, log_entry_kind_wrong: 1, log_entry_differs: 1, log_entry_invalid: 1, log_untrusted: 1,
  signature_claims_conflict: 1,
  // verdict: contradictions
  unsigned_in_signed_namespace: 1, signed_for_other_server: 1, signed_for_unknown_repository: 1, claim_differs_from_label: 1,
  label_missing: 1, label_malformed: 1, labels_differ_between_platforms: 1, revision_never_pinned: 1, digest_not_of_this_image: 1,
  digest_unknown_to_repository: 1,
  // verdict: could not be checked
  new_key: 3, signature_format_unsupported: 3, digest_unknown: 3, catalog_too_old: 3, catalog_older_than_image: 3, catalog_rewritten: 3,
  entry_unreadable: 3,
  // verdict: remarks
  before_pinning: 0, not_in_catalog: 0, server_without_pins: 0, not_a_signed_namespace: 0, signed_by_other_key: 0, no_claim: 0,
  no_label: 0, entry_removed: 0, declared_only: 0, reference_not_in_format: 0, reference_unknown_repository: 0, pin_superseded: 0,
  pin_withdrawn: 0, platform_of_signed_index: 0, not_reached: 3,
  // input
  reference_malformed: 2, digest_malformed: 2, platform_malformed: 2, configuration_malformed: 2, usage: 2, request_malformed: 2,
  request_forbidden: 2, not_found: 2, platform_not_found: 2,
  // entries of the catalog
  entry_yaml_invalid: 3, entry_schema_invalid: 3, entry_image_malformed: 3, entry_commit_malformed: 3, entry_project_malformed: 3,
  entry_too_large: 3, entry_name_differs: 3,
  // ports
  manifest_not_found: 3, blob_not_found: 3, registry_unauthorized: 3, registry_forbidden: 3, registry_rate_limited: 3,
  registry_unavailable: 3, registry_unreachable: 3, registry_timeout: 3, registry_bad_answer: 3, registry_redirect_refused: 3,
  content_too_large: 3, content_digest_differs: 3, manifest_malformed: 3, offline: 3, layout_malformed: 2, layout_unreadable: 3,
  engine_absent: 3, engine_unreachable: 3, engine_forbidden: 3, engine_timeout: 3, engine_failed: 3, image_not_found: 3,
  catalog_unavailable: 3, catalog_loading: 3, catalog_not_a_repository: 3, git_missing: 3, git_failed: 3, git_timeout: 3,
  store_unavailable: 3, store_full: 3, key_malformed: 2, trusted_root_malformed: 2, file_unreadable: 3, cancelled: 3,
  // sandbox, source and models of a review
  sandbox_image_missing: 3, sandbox_not_enforced: 3, sandbox_failed: 3, sandbox_out_of_memory: 3, sandbox_timeout: 3,
  source_unreachable: 3, source_commit_missing: 3, source_directory_missing: 2, source_too_large: 3, source_malformed: 3,
  agent_image_missing: 3, agent_failed: 3, inference_unauthorized: 3, inference_rate_limited: 3, inference_unavailable: 3,
  inference_unreachable: 3, inference_timeout: 3, inference_bad_answer: 3, inference_refused: 3,
  // reviews
  review_target_unknown: 2, review_revision_unknown: 3, model_missing: 2, model_key_missing: 2, budget_exhausted: 3,
  report_missing: 3, report_malformed: 3, report_labels_malformed: 3, report_contradicts_labels: 3,
  // keeping a registry
  entry_name_malformed: 1, entry_name_ambiguous: 1, entry_source_missing: 1, entry_pin_missing: 1, entry_commit_uppercase: 1,
  entry_branch_malformed: 1, entry_directory_malformed: 1, pin_commit_missing: 1, pin_commit_unreachable: 1, pin_branch_missing: 1,
  pin_branch_rewritten: 1, pin_directory_missing: 1, pin_dockerfile_missing: 1, pin_differs_from_label: 1, pull_request_untouchable: 0,
  registry_moved: 3, upstream_unreachable: 3, upstream_malformed: 3, registry_folder_unreadable: 2, registry_folder_unwritable: 3,
  forge_unauthorized: 3, forge_forbidden: 3, forge_rate_limited: 3, forge_refused: 3, forge_unavailable: 3, forge_bad_answer: 3,
  build_failed: 3, push_failed: 3, signing_failed: 3,
  // a bug of ours
  internal: 3,
} as const satisfies Readonly<Record<Code, ExitStatus>>;
