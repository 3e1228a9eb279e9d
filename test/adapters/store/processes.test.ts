import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeFolder, openStore } from './store-folder.ts';

const PROGRAM = fileURLToPath(new URL('write-facts.ts', import.meta.url));
const whole = z.object({ number: z.number(), text: z.string() });

function startWriter(path: string, writer: string, count: number): ChildProcess {
  return spawn(process.execPath, [PROGRAM, path, writer, String(count)], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function output(child: ChildProcess): Promise<{ stdout: string; stderr: string; status: number | null }> {
  const streams = [child.stdout, child.stderr].map(async (stream) => (stream === null ? '' : text(stream)));
  const closed = once(child, 'close');
  const [stdout = '', stderr = ''] = await Promise.all(streams);
  await closed;
  return { stdout, stderr, status: child.exitCode };
}

describe('when a process is killed in the middle of its writes', () => {
  it('leaves a file that opens, and each fact in it is whole', { timeout: 60_000 }, async () => {
    const path = join(makeFolder(), 'facts.sqlite');
    for (let round = 0; round < 3; round += 1) {
      const child = startWriter(path, `round ${round}`, 1_000_000);
      await once(child.stdout ?? child, 'data');
      await new Promise((resolve) => setTimeout(resolve, 50 + 37 * round));
      child.kill('SIGKILL');
      await once(child, 'close');
      const store = await openStore(path);
      const { state, facts } = store.health();
      expect(state).toBe('ok');
      const read = Array.from({ length: facts }, (_, number) => store.read({ kind: `round ${round}`, key: `${number}` })).filter((fact) => fact !== null);
      expect(read.length).toBeGreaterThan(0);
      for (const [position, fact] of read.entries()) {
        const { number, text: content } = whole.parse(fact.value);
        expect(number).toBe(position);
        expect(content).toBe(`${number} `.repeat(1 + (number % 2_000)));
      }
      store.close();
    }
  });
});

describe('when several processes open a new file at once', () => {
  it('all use it, and nothing that they write is lost', { timeout: 60_000 }, async () => {
    const path = join(makeFolder(), 'data', 'facts.sqlite');
    const results = await Promise.all(['a', 'b', 'c', 'd'].map((writer) => output(startWriter(path, writer, 100))));
    for (const result of results) expect(result).toEqual({ stdout: 'state ok\n', stderr: '', status: 0 });
    expect((await openStore(path)).health()).toMatchObject({ state: 'ok', facts: 400 });
  });
});
