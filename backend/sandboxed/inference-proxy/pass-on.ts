import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { PROXY_LIMITS } from './proxy-limits.ts';
import { Refusal } from './refusal.ts';
import { sendError } from './send-error.ts';
import type { UpstreamAnswer } from './upstream.ts';
import type { UsageReader } from './usage-reader.ts';

const chunkSchema = z.instanceof(Uint8Array);

/**
 * Passes an answer of the provider on, part by part, with headers made anew.
 * @throws Refusal `answer_too_large` when it is cut; the connection is destroyed by then, so that the cut can't look like an end
 */
export async function passOn(answer: UpstreamAnswer, response: ServerResponse, reader: UsageReader): Promise<void> {
  response.writeHead(answer.status, { 'content-type': answer.contentType, connection: 'close' });
  let bytes = 0;
  for await (const part of answer.body) {
    const chunk = chunkSchema.parse(part);
    bytes += chunk.length;
    reader.push(chunk);
    if (bytes > PROXY_LIMITS.responseBytes) {
      response.destroy();
      throw new Refusal('answer_too_large');
    }
    if (!response.write(chunk)) await once(response, 'drain');
  }
  response.end();
}

const errorSchema = z.object({ error: z.object({ type: z.string().max(200).optional(), message: z.string().max(8_000).optional(), code: z.string().max(200).nullish() }) });

/**
 * Passes a failure of the provider on: its status, and its words where they speak of the request. Of a refused key nothing is
 * told but that; providers repeat parts of it.
 */
export async function passErrorOn(answer: UpstreamAnswer, response: ServerResponse, key: string): Promise<void> {
  const text = await readStart(answer.body);
  const isAboutKey = answer.status === 401 || answer.status === 403 || text.includes(key);
  const told = isAboutKey ? null : (errorSchema.safeParse(parseLoosely(text)).data?.error ?? null);
  sendError(response, { status: answer.status, type: told?.type ?? 'upstream_error', message: told?.message ?? `The provider answered ${answer.status}.`, code: told?.code ?? null, retryAfter: answer.retryAfter });
}

async function readStart(body: Readable): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    const chunk = chunkSchema.parse(part);
    bytes += chunk.length;
    if (bytes > PROXY_LIMITS.errorBytes) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
