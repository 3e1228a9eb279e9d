import { createHash, sign, type KeyObject } from 'node:crypto';
import { json } from '@sigstore/core';

/** What a Rekor v1 log answers about one entry. */
export interface LogEntry {
  readonly body: string;
  readonly integratedTime: number;
  readonly logID: string;
  readonly logIndex: number;
  readonly verification: {
    readonly signedEntryTimestamp: string;
    readonly inclusionProof: {
      readonly checkpoint: string;
      readonly hashes: readonly string[];
      readonly logIndex: number;
      readonly rootHash: string;
      readonly treeSize: number;
    };
  };
}

export interface LogKeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** The name in the log's checkpoints; a trusted root's `baseUrl` must contain it. */
export const LOG_ORIGIN = 'rekor.test';

/** An append-only log in memory that signs as Rekor v1 does: timestamps, Merkle proofs (RFC 6962), checkpoints. */
export class TransparencyLog {
  readonly #keys: LogKeyPair;
  readonly #now: () => Date;
  readonly #leaves: Buffer[] = [];

  constructor(keys: LogKeyPair, now: () => Date) {
    this.#keys = keys;
    this.#now = now;
  }

  get size(): number {
    return this.#leaves.length;
  }

  /** SHA-256 of the log's public key. */
  get id(): Buffer {
    return sha256(this.#keys.publicKey.export({ format: 'der', type: 'spki' }));
  }

  append(body: Buffer): LogEntry {
    const logIndex = this.#leaves.push(sha256(Buffer.of(0), body)) - 1;
    const promise = {
      body: body.toString('base64'),
      integratedTime: Math.floor(this.#now().getTime() / 1000),
      logID: this.id.toString('hex'),
      logIndex,
    };
    return { ...promise, verification: this.#verification(json.canonicalize(promise), logIndex) };
  }

  #verification(promise: string, logIndex: number): LogEntry['verification'] {
    const root = rootOf(this.#leaves);
    return {
      signedEntryTimestamp: this.#sign(Buffer.from(promise)).toString('base64'),
      inclusionProof: {
        checkpoint: this.#checkpoint(root),
        hashes: pathTo(logIndex, this.#leaves).map((hash) => hash.toString('hex')),
        logIndex,
        rootHash: root.toString('hex'),
        treeSize: this.#leaves.length,
      },
    };
  }

  /** A signed note: origin, size and root, then the key's hint and signature. */
  #checkpoint(root: Buffer): string {
    const note = `${LOG_ORIGIN} - 1\n${String(this.#leaves.length)}\n${root.toString('base64')}\n`;
    const signature = Buffer.concat([this.id.subarray(0, 4), this.#sign(Buffer.from(note))]);
    return `${note}\n\u2014 ${LOG_ORIGIN} ${signature.toString('base64')}\n`;
  }

  #sign(data: Buffer): Buffer {
    return sign('sha256', data, this.#keys.privateKey);
  }
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The largest power of two that is smaller than `size`: where RFC 6962 splits a tree. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function rootOf(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return first;
  const split = splitOf(leaves.length);
  return sha256(Buffer.of(1), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

function pathTo(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...pathTo(index, left), rootOf(right)]
    : [...pathTo(index - split, right), rootOf(left)];
}
