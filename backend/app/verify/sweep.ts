/** At most this many images at once: what registries and the engine take without complaint. */
export const SWEEP_CONCURRENCY = 8;

export interface SweepRequest<Item, Result> {
  readonly items: readonly Item[];
  readonly work: (item: Item) => Promise<Result>;
  readonly onStart?: (item: Item) => void;
  readonly onResult?: (item: Item, result: Result) => void;
  readonly signal: AbortSignal;
  readonly concurrency?: number;
}

/** Works on all items with bounded concurrency and keeps their order. After an abort no further item is begun. */
export async function sweep<Item, Result>(request: SweepRequest<Item, Result>): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const queue = request.items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (request.signal.aborted) return;
      request.onStart?.(item);
      const result = await request.work(item);
      results.set(index, result);
      request.onResult?.(item, result);
    }
  };
  const workers = Math.min(request.concurrency ?? SWEEP_CONCURRENCY, request.items.length);
  await Promise.all(Array.from({ length: workers }, worker));
  return request.items.flatMap((_, index) => {
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
}
