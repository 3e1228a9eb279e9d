import { MANIFEST_LIMITS } from '../../core/image/parse-manifest.ts';

/** Everything that a registry may cost. More is refused with a code, never cut. */
export const REGISTRY_LIMITS = {
  manifestBytes: MANIFEST_LIMITS.bytes,
  tokenBytes: 64 * 1024,
  /** Of an error's body, read to see whether a registry speaks. */
  errorBytes: 64 * 1024,
  headerBytes: 16 * 1024,
  challengeLength: 4096,
  /** One request, from the first byte sent to the last byte read. */
  requestMilliseconds: 10_000,
  redirects: 5,
  connectionsPerHost: 8,
  referrerPages: 10,
  referrers: 1000,
  tokenLength: 16 * 1024,
} as const;
