import { describe, expect, it } from 'vitest';
import { SWEEP_CONCURRENCY, sweep } from '../../../backend/app/verify/sweep.ts';

const { signal } = new AbortController();
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const turns = async (count: number): Promise<void> => { for (let turn = 0; turn < count; turn += 1) await Promise.resolve(); };

describe('when many items are worked on', () => {
  it('keeps their order, whichever ends first', async () => {
    const ended: number[] = [];
    const results = await sweep({ items: numbers(20), signal, work: async (item) => { await turns(40 - item); return `r${String(item)}`; }, onResult: (item) => { ended.push(item); } });
    expect(results).toEqual(numbers(20).map((item) => `r${String(item)}`));
    expect(ended).not.toEqual(numbers(20));
    expect([...ended].sort((a, b) => a - b)).toEqual(numbers(20));
  });

  it.each([[undefined, SWEEP_CONCURRENCY], [1, 1], [3, 3], [100, 30]])('has at most %s at once', async (concurrency, expected) => {
    let [running, most] = [0, 0];
    await sweep({
      items: numbers(30), signal, ...(concurrency === undefined ? {} : { concurrency }),
      onStart: () => { running += 1; most = Math.max(most, running); },
      work: () => turns(5),
      onResult: () => { running -= 1; },
    });
    expect(most).toBe(expected);
  });

  it('begins nothing after an abort, and answers what ended', async () => {
    const abort = new AbortController();
    const started: number[] = [];
    const results = await sweep({
      items: numbers(100), signal: abort.signal, concurrency: 2,
      onStart: (item) => { started.push(item); },
      work: async (item) => { await turns(2); if (item === 5) abort.abort(); return item; },
    });
    expect(started.length).toBeLessThan(10);
    expect(results).toEqual(started);
  });

  it('does nothing for no item', async () => {
    expect(await sweep({ items: [], signal, work: () => Promise.reject(new Error('asked')) })).toEqual([]);
  });

  it('throws a bug on', async () => {
    await expect(sweep({ items: numbers(3), signal, work: () => Promise.reject(new TypeError('a bug')) })).rejects.toThrow(TypeError);
  });
});
