/** Works on all items with bounded concurrency; begins none after an abort or a failure. */
export async function runAll<Item>(items: readonly Item[], concurrency: number, work: (item: Item) => Promise<unknown>, signal?: AbortSignal): Promise<void> {
  const queue = items.values();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (failed || signal?.aborted === true) return;
      await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
