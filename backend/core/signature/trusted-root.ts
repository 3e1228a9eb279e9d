import { createHash } from 'node:crypto';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toTrustMaterial, type TrustMaterial } from '@sigstore/verify';
import { z } from 'zod';
import { CodedError } from '../coded-error.ts';
import { decodeBase64 } from '../json/base64.ts';
import { parseStrictJson } from '../json/strict-json.ts';

/** The logs and authorities of a Sigstore trusted root, keys parsed. */
export interface TrustedRootMaterial {
  readonly authorities: Omit<TrustMaterial, 'publicKey'>;
  /** Base addresses of the transparency logs, for people. */
  readonly logs: readonly string[];
  /** Hexadecimal SHA-256 of the text. */
  readonly fingerprint: string;
}

const base64 = z.string().min(1).refine((text) => decodeBase64(text).length > 0);
const range = z.object({ start: z.iso.datetime({ offset: true }), end: z.iso.datetime({ offset: true }).optional() });
const log = z.object({
  baseUrl: z.string().min(1),
  hashAlgorithm: z.literal('SHA2_256'),
  publicKey: z.object({ rawBytes: base64, keyDetails: z.string(), validFor: range }),
  logId: z.object({ keyId: base64 }),
  checkpointKeyId: z.object({ keyId: base64 }).optional(),
});
const certificateChain = z.object({ certificates: z.array(z.object({ rawBytes: base64 })).min(1) });
const authority = z.object({ uri: z.string().default(''), certChain: certificateChain, validFor: range });

/** https://github.com/sigstore/protobuf-specs, sigstore_trustroot.proto, as protobuf JSON. */
const trustedRoot = z.object({
  mediaType: z.string().startsWith('application/vnd.dev.sigstore.trustedroot'),
  tlogs: z.array(log).min(1),
  certificateAuthorities: z.array(authority).default([]),
  ctlogs: z.array(log).default([]),
  timestampAuthorities: z.array(authority).default([]),
});

/**
 * Parses a Sigstore trusted root (`trusted_root.json`).
 * @throws CodedError `trusted_root_malformed`
 */
export function parseTrustedRoot(text: string): TrustedRootMaterial {
  try {
    const root = TrustedRoot.fromJSON(trustedRoot.parse(parseStrictJson(text)));
    const authorities = toTrustMaterial(root);
    return {
      authorities,
      logs: authorities.tlogs.map((tlog) => tlog.baseURL),
      fingerprint: createHash('sha256').update(text).digest('hex'),
    };
  } catch (cause) {
    throw new CodedError('trusted_root_malformed', 'Not a Sigstore trusted root.', { cause });
  }
}
