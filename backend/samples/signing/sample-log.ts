import { json } from '@sigstore/core';
import { hashLeaf, pathOf, rootOf } from './merkle-tree.ts';
import { generateSigningKey, signBytes, type SigningKey } from './signing-key.ts';

export interface SampleLogOptions {
  /** Name in checkpoints and, after `https://`, address in the trusted root. */
  readonly origin: string;
  /** From when the trusted root trusts the log; ISO 8601. */
  readonly validFrom: string;
  readonly key?: SigningKey;
}

export interface SampleLogEntry {
  readonly body: Buffer;
  /** Seconds since the epoch. */
  readonly integratedTime: number;
  readonly logIndex: number;
  /** The log's signature over body, time, index and id (SET). */
  readonly entryTimestamp: Buffer;
}

export interface SampleInclusionProof {
  readonly logIndex: number;
  readonly treeSize: number;
  readonly rootHash: Buffer;
  readonly hashes: readonly Buffer[];
  readonly checkpoint: string;
}

/** A transparency log in memory that signs as Rekor v1 does. Its key is its own and in no real trusted root. */
export class SampleLog {
  readonly #origin: string;
  readonly #validFrom: string;
  readonly #key: SigningKey;
  readonly #leaves: Buffer[] = [];

  constructor({ origin, validFrom, key = generateSigningKey() }: SampleLogOptions) {
    this.#origin = origin;
    this.#validFrom = validFrom;
    this.#key = key;
  }

  /** SHA-256 of the log's key. */
  get id(): Buffer {
    return Buffer.from(this.#key.fingerprint, 'base64');
  }

  /** Adds an entry's body (canonical JSON) at a given time. */
  append(body: Buffer, at: Date): SampleLogEntry {
    const logIndex = this.#leaves.push(hashLeaf(body)) - 1;
    const integratedTime = Math.floor(at.getTime() / 1000);
    const promise = { body: body.toString('base64'), integratedTime, logIndex, logID: this.id.toString('hex') };
    return { body, integratedTime, logIndex, entryTimestamp: signBytes(Buffer.from(json.canonicalize(promise)), this.#key) };
  }

  /** Proves that the log, as it stands, holds the entry. */
  prove({ logIndex }: SampleLogEntry): SampleInclusionProof {
    const rootHash = rootOf(this.#leaves);
    const treeSize = this.#leaves.length;
    return { logIndex, treeSize, rootHash, hashes: pathOf(logIndex, this.#leaves), checkpoint: this.#checkpoint(treeSize, rootHash) };
  }

  /** A Sigstore trusted root (v0.1, JSON) that names this log and nothing else. */
  get trustedRoot(): string {
    const publicKey = {
      rawBytes: this.#key.der.toString('base64'),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor: { start: this.#validFrom },
    };
    const logId = { keyId: this.id.toString('base64') };
    const log = { baseUrl: `https://${this.#origin}`, hashAlgorithm: 'SHA2_256', publicKey, logId };
    const mediaType = 'application/vnd.dev.sigstore.trustedroot+json;version=0.1';
    return JSON.stringify({ mediaType, tlogs: [log], certificateAuthorities: [], ctlogs: [], timestampAuthorities: [] }, null, 2);
  }

  /** A signed note: https://github.com/transparency-dev/formats/blob/main/log/README.md */
  #checkpoint(treeSize: number, rootHash: Buffer): string {
    const note = `${this.#origin} - 1\n${treeSize}\n${rootHash.toString('base64')}\n`;
    const signature = Buffer.concat([this.id.subarray(0, 4), signBytes(Buffer.from(note), this.#key)]);
    return `${note}\n\u2014 ${this.#origin} ${signature.toString('base64')}\n`;
  }
}
