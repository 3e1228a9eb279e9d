import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { Refusal } from './refusal.ts';

const chunkSchema = z.instanceof(Uint8Array);

/**
 * Reads exactly the announced bytes.
 * @throws Refusal `body_too_large`, `body_incomplete`
 */
export async function readBody(request: IncomingMessage, length: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of request) {
      const chunk = chunkSchema.parse(part);
      bytes += chunk.length;
      if (bytes > length) throw new Refusal('body_too_large');
      chunks.push(chunk);
    }
  } catch (error) {
    // The connection ended first: there is nobody to tell, and nothing to pass on.
    if (request.destroyed && !(error instanceof Refusal)) throw new Refusal('body_incomplete');
    throw error;
  }
  if (bytes !== length) throw new Refusal('body_incomplete');
  return Buffer.concat(chunks);
}
