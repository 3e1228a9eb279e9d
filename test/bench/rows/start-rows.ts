import { existsSync } from 'node:fs';
import { run } from '../../integration/support/child-process.ts';
import { COMMAND, NOT_BUILT } from '../support/dist.ts';
import { medianOf, toMilliseconds, type Row } from '../support/row.ts';

const RUNS = 20;
const TARGET = 100;

/** How long a command takes that does nothing, beside Node itself. */
export async function addStartRows(add: (row: Row) => void): Promise<void> {
  if (!existsSync(COMMAND)) {
    add({ part: 'start', figure: 'mcp-trust --version', skipped: NOT_BUILT });
    return;
  }
  const [command, bare]: [number[], number[]] = [[], []];
  for (let count = 0; count < RUNS; count += 1) {
    command.push(await time([COMMAND, '--version']));
    bare.push(await time(['--eval', '0']));
  }
  const [median, node] = [medianOf(command), medianOf(bare)];
  add({ part: 'start', figure: 'mcp-trust --version', value: toMilliseconds(median), target: `≤ ${String(TARGET)} ms`, met: median <= TARGET, note: `median of ${String(RUNS)}, fastest ${toMilliseconds(Math.min(...command))}` });
  add({ part: 'start', figure: 'node --eval 0', value: toMilliseconds(node), note: `ratio ${(median / node).toFixed(2)}, fastest ${toMilliseconds(Math.min(...bare))}` });
}

async function time(args: readonly string[]): Promise<number> {
  const started = performance.now();
  await run(process.execPath, args);
  return performance.now() - started;
}
