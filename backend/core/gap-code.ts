/** Every way in which an outside system can fail to answer: why a fact could not be known. */
export type GapCode =
  // registry or layout
  | 'manifest_not_found' // an authenticated 404 that counts (never a mirror's, unless authoritative)
  | 'blob_not_found'
  | 'registry_unauthorized' // 401 after the auth flow
  | 'registry_forbidden'
  | 'registry_rate_limited'
  | 'registry_unavailable' // 5xx
  | 'registry_unreachable' // DNS, connection refused, TLS
  | 'registry_timeout'
  | 'registry_bad_answer' // truncated, not what was asked for, unexpected status or content type
  | 'registry_redirect_refused' // loop, not https, too many
  | 'content_too_large'
  | 'content_digest_differs'
  | 'manifest_malformed'
  | 'offline'
  | 'layout_malformed'
  | 'layout_unreadable'
  // engine
  | 'engine_absent'
  | 'engine_unreachable'
  | 'engine_forbidden'
  | 'engine_timeout'
  | 'engine_failed'
  | 'image_not_found'
  // catalog and git
  | 'catalog_unavailable'
  | 'catalog_loading'
  | 'catalog_not_a_repository'
  | 'git_missing'
  | 'git_failed'
  | 'git_timeout'
  // store
  | 'store_unavailable'
  | 'store_full'
  // key material and configuration read from files
  | 'key_malformed'
  | 'trusted_root_malformed'
  | 'file_unreadable'
  // sandbox
  | 'sandbox_image_missing'
  | 'sandbox_not_enforced'
  | 'sandbox_failed'
  | 'sandbox_out_of_memory'
  | 'sandbox_timeout'
  // source under review
  | 'source_unreachable'
  | 'source_commit_missing'
  | 'source_directory_missing'
  | 'source_too_large'
  | 'source_malformed'
  // agents and models
  | 'agent_image_missing'
  | 'agent_failed'
  | 'inference_unauthorized'
  | 'inference_rate_limited'
  | 'inference_unavailable'
  | 'inference_unreachable'
  | 'inference_timeout'
  | 'inference_bad_answer'
  | 'inference_refused'
  // upstream projects, the registry's own repository, and its forge
  | 'upstream_unreachable'
  | 'upstream_malformed'
  | 'registry_folder_unreadable'
  | 'registry_folder_unwritable'
  | 'forge_unauthorized'
  | 'forge_forbidden'
  | 'forge_rate_limited'
  | 'forge_refused'
  | 'forge_unavailable'
  | 'forge_bad_answer'
  | 'build_failed'
  | 'push_failed'
  | 'signing_failed'
  | 'cancelled';
