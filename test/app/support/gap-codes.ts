import type { GapCode } from '../../../backend/core/gap-code.ts';

/** Every way in which a registry or layout can fail to answer, but for an absence that counts. */
const OUTAGES: Readonly<Record<Exclude<GapCode, 'manifest_not_found'>, true>> = {
  blob_not_found: true, registry_unauthorized: true, registry_forbidden: true, registry_rate_limited: true,
  registry_unavailable: true, registry_unreachable: true, registry_timeout: true, registry_bad_answer: true,
  registry_redirect_refused: true, content_too_large: true, content_digest_differs: true, manifest_malformed: true,
  offline: true, layout_malformed: true, layout_unreadable: true, engine_absent: true, engine_unreachable: true,
  engine_forbidden: true, engine_timeout: true, engine_failed: true, image_not_found: true, catalog_unavailable: true,
  catalog_loading: true, catalog_not_a_repository: true, git_missing: true, git_failed: true, git_timeout: true,
  store_unavailable: true, store_full: true, key_malformed: true, trusted_root_malformed: true, file_unreadable: true,
  sandbox_image_missing: true, sandbox_not_enforced: true, sandbox_failed: true, sandbox_out_of_memory: true,
  sandbox_timeout: true, source_unreachable: true, source_commit_missing: true, source_directory_missing: true,
  source_too_large: true, source_malformed: true, agent_image_missing: true, agent_failed: true, inference_unauthorized: true,
  inference_rate_limited: true, inference_unavailable: true, inference_unreachable: true, inference_timeout: true,
  inference_bad_answer: true, inference_refused: true, upstream_unreachable: true, upstream_malformed: true,
  registry_folder_unreadable: true, registry_folder_unwritable: true, forge_unauthorized: true, forge_forbidden: true,
  forge_rate_limited: true, forge_refused: true, forge_unavailable: true, forge_bad_answer: true, build_failed: true,
  push_failed: true, signing_failed: true, cancelled: true,
};

const isOutage = (code: string): code is keyof typeof OUTAGES => Object.hasOwn(OUTAGES, code);

export const OUTAGE_CODES = Object.keys(OUTAGES).filter(isOutage);
