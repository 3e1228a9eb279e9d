// Stands in the place of the sandbox's programs: a tool box that was taken over. What it does is written in the source.
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

const ANSWER = { id: 1, text: 'the secret', isError: false, isCut: false };

const LIES: Readonly<Record<string, () => void>> = {
  'other-id': () => { say({ ...ANSWER, id: 7 }); },
  garbage: () => { write('<html>\n'); },
  'extra-field': () => { say({ ...ANSWER, key: 'value' }); },
  huge: () => { say({ ...ANSWER, text: 'x'.repeat(1_000_000) }); },
  'endless-line': () => { for (;;) write('x'.repeat(65_536)); },
  flood: () => { for (;;) write('{}\n'); },
  exit: () => { process.exit(0); },
  hog: () => { for (const kept: Buffer[] = []; ; ) kept.push(Buffer.alloc(16 * 1024 * 1024, 1)); },
};

function say(value: object): void {
  write(`${JSON.stringify(value)}\n`);
}

/** Past the queue of the event loop, which a loop without end never empties. */
function write(text: string): void {
  for (let rest = Buffer.from(text); rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

const mode = readFileSync('/source/head/mode', 'utf8').trim();
if (mode === 'early') say(ANSWER);
createInterface({ input: process.stdin }).on('line', () => { LIES[mode]?.(); });
