import type { Readable } from 'node:stream';
import { z } from 'zod';

export interface LineLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

const chunkSchema = z.instanceof(Uint8Array);

/**
 * Reads the first line of a stream and lets what follows flow into nothing.
 * @returns the line, or null when there is none of that size in time
 */
export function readFirstLine(input: Readable, { maxBytes, timeoutMs }: LineLimits): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const finish = (line: string | null): void => {
      clearTimeout(timer);
      input.off('data', take).off('end', give).off('error', give).resume();
      resolve(line);
    };
    const give = (): void => { finish(null); };
    const take = (part: unknown): void => {
      const chunk = chunkSchema.parse(part);
      const end = chunk.indexOf(0x0a);
      chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
      bytes += chunk.length;
      if (end >= 0) finish(Buffer.concat(chunks).toString('utf8'));
      else if (bytes > maxBytes) finish(null);
    };
    const timer = setTimeout(give, timeoutMs);
    input.on('data', take).on('end', give).on('error', give);
  });
}
