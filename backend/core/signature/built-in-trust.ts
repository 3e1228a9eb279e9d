import { z } from 'zod';
import dockerMcpKeys from './data/docker-mcp-keys.json' with { type: 'json' };
import publicGood from './data/public-good-trusted-root.json' with { type: 'json' };
import { CodedError } from '../coded-error.ts';
import { parseTrustedKey } from './trusted-key.ts';
import { parseTrustedRoot, type TrustedRootMaterial } from './trusted-root.ts';
import type { TrustedKey } from './trust.ts';

const pinnedKey = z.object({
  name: z.string(),
  fingerprint: z.string(),
  pem: z.array(z.string()),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
});

export interface BuiltInTrustedRoot {
  readonly material: TrustedRootMaterial;
  /** Where it was taken from, for people. */
  readonly source: string;
  /** When it was pinned, ISO 8601 date. */
  readonly date: string;
}

/**
 * The keys that Docker signs MCP images with, as pinned in `data/docker-mcp-keys.json`.
 * @throws CodedError `key_malformed` when a key is not the one that its pinned fingerprint names
 */
export function builtInKeys(): readonly TrustedKey[] {
  return dockerMcpKeys.keys.map(parsePinnedKey);
}

/** Parses a key that is pinned with its fingerprint: both must agree. */
export function parsePinnedKey(source: unknown): TrustedKey {
  const { fingerprint, pem, ...rest } = pinnedKey.parse(source);
  const key = parseTrustedKey({ ...rest, pem: pem.join('\n') });
  if (key.fingerprint !== fingerprint) {
    throw new CodedError('key_malformed', `The key "${key.name}" is not the one that its fingerprint names.`);
  }
  return key;
}

/** The trusted root of Sigstore's public-good instance, as pinned in `data/public-good-trusted-root.json`. */
export function builtInTrustedRoot(): BuiltInTrustedRoot {
  const { source, date, trustedRoot } = publicGood;
  return { material: parseTrustedRoot(JSON.stringify(trustedRoot)), source, date };
}
