import { readFile } from 'node:fs/promises';
import { request, type Dispatcher } from 'undici';
import type { Clock } from '../../ports/clock.ts';

const ASK_AGAIN_AFTER = 60 * 60 * 1000;
const TIMEOUT = 10_000;
const MAX_KEY_BYTES = 16 * 1024;

export interface KeyringOptions {
  /** An https address or a file; null asks nowhere. */
  readonly source: string | null;
  readonly dispatcher: Dispatcher;
  readonly offline: boolean;
  readonly clock: Clock;
}

/** The text of the announced key; null where it cannot be had. The answer is remembered for an hour. */
export type PublishedKeyText = (signal: AbortSignal) => Promise<string | null>;

/**
 * Asks where a publisher announces its key. What comes back is never trusted by itself: it only turns "unknown key"
 * into a question to a person. So an outage here is no error; it leaves the signature rejected.
 */
export function createPublishedKeyText({ source, dispatcher, offline, clock }: KeyringOptions): PublishedKeyText {
  let asked: { readonly at: number; readonly text: Promise<string | null> } | null = null;
  return (signal) => {
    if (source === null) return Promise.resolve(null);
    if (asked === null || clock() - asked.at > ASK_AGAIN_AFTER) {
      asked = { at: clock(), text: source.startsWith('https://') ? ask(source, { dispatcher, offline, signal }) : readLocal(source) };
    }
    return asked.text;
  };
}

interface Asking {
  readonly dispatcher: Dispatcher;
  readonly offline: boolean;
  readonly signal: AbortSignal;
}

async function ask(address: string, { dispatcher, offline, signal }: Asking): Promise<string | null> {
  if (offline) return null;
  try {
    const answer = await request(address, { dispatcher, signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]) });
    if (answer.statusCode !== 200) {
      await answer.body.dump();
      return null;
    }
    return await readCapped(answer.body);
  } catch (error) {
    return absentUnlessBug(error);
  }
}

async function readCapped(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_KEY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function readLocal(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).slice(0, MAX_KEY_BYTES);
  } catch (error) {
    return absentUnlessBug(error);
  }
}

/** Everything that the network and the file system throw carries a code or is an abort; anything else is a bug. */
function absentUnlessBug(error: unknown): null {
  if (error instanceof Error && ('code' in error || error.name === 'AbortError' || error.name === 'TimeoutError')) return null;
  throw error;
}
