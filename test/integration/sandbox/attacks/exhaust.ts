import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';

/** Processes that can be made beside this one, all alive at once; each child waits for the end. */
export function bomb(): number {
  const script = 'while (1) { my $child = fork; last unless defined $child; if ($child == 0) { close STDOUT; sleep 30; exit } $count++ } print $count';
  const { stdout } = spawnSync('/opt/programs/perl', ['-e', script], { env: { LD_LIBRARY_PATH: '/opt/programs' }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 });
  return Number(stdout);
}

/** Takes memory until somebody ends it. */
export function hog(): never {
  const kept: Buffer[] = [];
  for (;;) kept.push(Buffer.alloc(16 * 1024 * 1024, 1));
}

/** The same within the heap of JavaScript. */
export function hogHeap(): never {
  const kept: unknown[] = [];
  for (;;) kept.push(Array.from({ length: 1000 }, (_, index) => ({ index })));
}

/** Prints until somebody ends it. */
export function flood(descriptor: 1 | 2, text: string): never {
  const bytes = Buffer.from(text.repeat(Math.ceil(65_536 / text.length)));
  for (;;) {
    try {
      writeSync(descriptor, bytes);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

/** One open file after another. */
export function openMany(open: () => void): number {
  for (let count = 0; ; count += 1) {
    try {
      open();
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EMFILE') return count;
      throw error;
    }
  }
}
