/** Told when lines pile up, and when they were read. */
export interface QueueBounds {
  readonly maximumCharacters: number;
  readonly onFull: () => void;
  readonly onFree: () => void;
}

/** Lines between one writer and one reader. A failure overtakes the lines before it: nothing after it is trusted. */
export class LineQueue {
  readonly #bounds: QueueBounds;
  #lines: string[] = [];
  #characters = 0;
  #isEnded = false;
  #failure: Error | null = null;
  #wake: () => void = () => undefined;

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  push(line: string): void {
    this.#lines.push(line);
    // A line costs memory even when it is empty.
    this.#characters += line.length + 64;
    if (this.#characters > this.#bounds.maximumCharacters) this.#bounds.onFull();
    this.#wake();
  }

  end(): void {
    this.#isEnded = true;
    this.#wake();
  }

  fail(error: Error): void {
    this.#failure ??= error;
    this.#lines = [];
    this.#wake();
  }

  async *read(): AsyncIterable<string> {
    for (;;) {
      const batch = this.#take();
      for (const line of batch) {
        if (this.#failure !== null) break;
        yield line;
      }
      if (this.#failure !== null) throw this.#failure;
      if (this.#lines.length > 0) continue;
      if (this.#isEnded) return;
      await new Promise<void>((resolve) => { this.#wake = resolve; });
    }
  }

  #take(): readonly string[] {
    const batch = this.#lines;
    this.#lines = [];
    this.#characters = 0;
    if (batch.length > 0) this.#bounds.onFree();
    return batch;
  }
}
