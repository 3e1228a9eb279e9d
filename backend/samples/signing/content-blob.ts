import { createHash } from 'node:crypto';
import { parseDigest, type Digest } from '../../core/image/digest.ts';

/** Bytes with what a descriptor says about them. */
export interface ContentBlob {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly bytes: Buffer;
}

export function toContentBlob(mediaType: string, content: Buffer | object): ContentBlob {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  return { mediaType, digest: parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`), bytes };
}

/** An OCI descriptor of the blob. */
export function toDescriptor({ mediaType, digest, bytes }: ContentBlob): { mediaType: string; digest: Digest; size: number } {
  return { mediaType, digest, size: bytes.length };
}
