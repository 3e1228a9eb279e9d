import { describe, expect, it } from 'vitest';
import { createReviewQueue, type QueueCall } from '../../../backend/app/review/review-queue.ts';
import { codeOf } from '../support/code-of.ts';
import { unbounded } from '../support/test-world.ts';

const silent: QueueCall = { signal: unbounded, onWaiting: () => undefined };
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

function makeQueue() {
  const queue = createReviewQueue();
  const ends = new Map<string, (error?: Error) => void>();
  const running = new Set<string>();
  const start = (name: string, call = silent): Promise<string> => queue.run(async () => {
    running.add(name);
    try {
      await new Promise<void>((resolve, reject) => { ends.set(name, (error) => { if (error === undefined) resolve(); else reject(error); }); });
    } finally {
      running.delete(name);
    }
    return name;
  }, call);
  return { start, running, end: async (name: string, error?: Error) => { ends.get(name)?.(error); await turn(); } };
}

describe('when reviews stand in line', () => {
  it('runs two at a time, in the order of their coming', async () => {
    const { start, running, end } = makeQueue();
    const all = ['a', 'b', 'c', 'd'].map((name) => start(name));
    await turn();
    expect([...running]).toEqual(['a', 'b']);
    await end('b');
    expect([...running]).toEqual(['a', 'c']);
    await end('a');
    await end('c');
    await end('d');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('says how many wait before each, whenever that changes', async () => {
    const { start, end } = makeQueue();
    const told: Record<string, number[]> = { c: [], d: [] };
    void start('a');
    void start('b');
    for (const name of ['c', 'd']) void start(name, { signal: unbounded, onWaiting: (ahead) => { told[name]?.push(ahead); } });
    await turn();
    await end('a');
    expect(told).toEqual({ c: [0], d: [1, 0] });
  });

  it('lets one leave the line, and the next move up', async () => {
    const { start, running, end } = makeQueue();
    const abort = new AbortController();
    void start('a');
    void start('b');
    const left = codeOf(start('c', { signal: abort.signal, onWaiting: () => undefined }));
    void start('d');
    await turn();
    abort.abort();
    expect(await left).toBe('cancelled');
    await end('a');
    expect([...running]).toEqual(['b', 'd']);
  });

  it('goes on after one that failed', async () => {
    const { start, running, end } = makeQueue();
    const failing = start('a');
    void start('b');
    void start('c');
    await turn();
    const outcome = failing.catch((error: unknown) => error);
    await end('a', new TypeError('a bug'));
    expect(await outcome).toBeInstanceOf(TypeError);
    expect([...running]).toEqual(['b', 'c']);
  });

  it('does not start what is cancelled already', async () => {
    const { start, running } = makeQueue();
    expect(await codeOf(start('a', { signal: AbortSignal.abort(), onWaiting: () => undefined }))).toBe('cancelled');
    expect(running.size).toBe(0);
  });
});
