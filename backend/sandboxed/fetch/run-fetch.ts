import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { CodedError } from '../../core/coded-error.ts';
import { fetchMessageSchema, fetchRequestSchema, type FetchMessage } from '../protocol/fetch-messages.ts';
import { MAX_LINE_BYTES } from '../protocol/limits.ts';
import { SOURCE_MOUNT } from '../protocol/mounts.ts';
import { readRecord } from './fetch-record.ts';
import { fetchTrees } from './fetch-trees.ts';

/** Readers of the volume are other users: what is written must not depend on who started us. */
const PLAIN_UMASK = 0o022;

/**
 * The program of the `fetch` box: reads one request from standard input, works in `SOURCE_MOUNT` and the folder for
 * temporary files, and answers lines of `FetchMessage`.
 * @returns exit status 0 when it answered, with a source or a coded failure; 2 for a request that it does not understand
 */
export async function runFetch(): Promise<number> {
  process.umask(PLAIN_UMASK);
  const parsed = fetchRequestSchema.safeParse(await readRequest());
  if (!parsed.success) {
    process.stderr.write('the request is not one\n');
    return 2;
  }
  const request = parsed.data;
  try {
    const place = { scratch: tmpdir(), target: SOURCE_MOUNT, report: say };
    const messages = request.kind === 'fetch' ? await fetchTrees(request, place) : await readRecord(SOURCE_MOUNT, request);
    for (const message of messages) say(message);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    say(fetchMessageSchema.parse({ kind: 'failed', code: String(error.code), message: error.message }));
  }
  return 0;
}

function say(message: FetchMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function readRequest(): Promise<unknown> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const line of lines as AsyncIterable<string>) {
    lines.close();
    process.stdin.destroy();
    return Buffer.byteLength(line) > MAX_LINE_BYTES ? null : parseJson(line);
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
