import type { Socket } from 'node:net';
import { CodedError } from '../../core/coded-error.ts';
import { ERROR_TAIL_BYTES } from './box-limits.ts';
import type { Box, BoxEnd } from './box.ts';
import { createFrameReader } from './frame-reader.ts';
import { LineQueue } from './line-queue.ts';
import { createLineSplitter } from './line-splitter.ts';

/** What a box stands on. */
export interface BoxParts {
  readonly id: string;
  readonly socket: Socket;
  readonly outputBytes: number;
  /** Cancelled by the caller, or out of time: the reason is a CodedError. */
  readonly signal: AbortSignal;
  /** Asks the engine how it ended, waiting for that; the tail is left out. */
  readonly askEnd: () => Promise<Omit<BoxEnd, 'standardError'>>;
  /** Kills and removes; fails with a CodedError. Called once. */
  readonly destroy: () => Promise<void>;
}

/** Unread lines in memory, before the box itself has to wait. */
const QUEUE_CHARACTERS = 8 * 1024 * 1024;

/** How Node ends (128 and SIGABRT) and what it says when its heap is full before the container's memory is. */
const ABORTED = 134;
const HEAP_IS_FULL = 'JavaScript heap out of memory';

type Outcome<Value> = { readonly value: Value } | { readonly error: unknown };

/** A started container behind its attached connection. */
export class AttachedBox implements Box {
  readonly id: string;
  readonly #parts: BoxParts;
  readonly #queue: LineQueue;
  readonly #end: Promise<Outcome<BoxEnd>>;
  #tail = Buffer.alloc(0);
  #errorBytes = 0;
  #failure: Error | null = null;
  #removal: Promise<Outcome<void>> | null = null;

  constructor(parts: BoxParts) {
    const { socket, signal } = parts;
    this.id = parts.id;
    this.#parts = parts;
    this.#queue = new LineQueue({ maximumCharacters: QUEUE_CHARACTERS, onFull: () => socket.pause(), onFree: () => socket.resume() });
    this.#end = settle(this.#listen());
    const onAbort = (): void => { this.#fail(toError(signal.reason)); };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  }

  lines(): AsyncIterable<string> {
    return this.#queue.read();
  }

  async write(text: string): Promise<void> {
    const { socket } = this.#parts;
    await new Promise<void>((resolve, reject) => {
      socket.write(text, (error) => {
        if (error === null || error === undefined) resolve();
        else reject(this.#failure ?? new CodedError('sandbox_failed', 'A program in the sandbox took no more input.', { cause: error }));
      });
    });
  }

  endInput(): void {
    this.#parts.socket.end();
  }

  async ended(): Promise<BoxEnd> {
    return unwrap(await this.#end);
  }

  async remove(): Promise<void> {
    this.#fail(new CodedError('sandbox_failed', 'The box was removed.'));
    unwrap(await this.#destroy());
  }

  /** Reads until the connection closes, then asks how it ended. */
  async #listen(): Promise<BoxEnd> {
    const { socket, outputBytes, askEnd } = this.#parts;
    const splitter = createLineSplitter(outputBytes, (line) => { this.#queue.push(line); });
    const reader = createFrameReader({ output: splitter, error: (bytes) => { this.#keepTail(bytes); } });
    await new Promise<void>((resolve) => {
      socket.on('data', (chunk: Buffer) => { this.#read(reader, chunk); });
      socket.on('error', (error) => { this.#fail(new CodedError('sandbox_failed', 'The connection to a box broke.', { cause: error, retryable: true })); });
      socket.on('close', () => { resolve(); });
      if (socket.destroyed) resolve();
    });
    if (this.#failure !== null) throw this.#failure;
    this.#queue.end();
    const end = await askEnd();
    const standardError = this.#tail.toString('utf8');
    return { ...end, isOutOfMemory: end.isOutOfMemory || (end.status === ABORTED && standardError.includes(HEAP_IS_FULL)), standardError };
  }

  #read(reader: (chunk: Buffer) => void, chunk: Buffer): void {
    if (this.#failure !== null) return;
    try {
      reader(chunk);
    } catch (error) {
      this.#fail(toError(error));
    }
  }

  #keepTail(bytes: Buffer): void {
    this.#errorBytes += bytes.length;
    if (this.#errorBytes > this.#parts.outputBytes) throw new CodedError('sandbox_failed', 'A program in the sandbox flooded standard error.');
    this.#tail = Buffer.concat([this.#tail, bytes]).subarray(-ERROR_TAIL_BYTES);
  }

  /** The first failure stays. Whatever it is, the container has to go. */
  #fail(error: Error): void {
    this.#failure ??= error;
    this.#queue.fail(this.#failure);
    void this.#destroy();
  }

  #destroy(): Promise<Outcome<void>> {
    this.#parts.socket.destroy();
    this.#removal ??= settle(this.#parts.destroy());
    return this.#removal;
  }
}

async function settle<Value>(promise: Promise<Value>): Promise<Outcome<Value>> {
  return promise.then((value) => ({ value }), (error: unknown) => ({ error }));
}

function unwrap<Value>(outcome: Outcome<Value>): Value {
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new CodedError('sandbox_failed', 'The box failed.', { cause: reason });
}
