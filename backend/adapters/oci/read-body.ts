import { createHash } from 'node:crypto';
import { parseDigest, type Digest } from '../../core/image/digest.ts';

/** Bytes and the digest that was computed while they were read. */
export interface HashedBytes {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/**
 * Reads a stream to its end, hashing while reading. Null when there are more than `maxBytes`: the stream is
 * destroyed at once and nothing more is read.
 */
export async function readHashed(stream: AsyncIterable<unknown>, maxBytes: number): Promise<HashedBytes | null> {
  const hash = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a stream of bytes is expected');
    size += chunk.length;
    if (size > maxBytes) return null;
    hash.update(chunk);
    chunks.push(chunk);
  }
  const [only, ...others] = chunks;
  const bytes = only !== undefined && others.length === 0 ? only : Buffer.concat(chunks, size);
  return { bytes, digest: parseDigest(`sha256:${hash.digest('hex')}`) };
}
