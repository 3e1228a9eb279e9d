import { askWorker } from '../support/ask-worker.ts';
import type { WorldOptions } from '../support/bench-world.ts';
import { toMilliseconds } from '../support/row.ts';
import { signaturesAnswerSchema } from '../support/worker-jobs.ts';

const TARGET = 1;
const SIGNATURES = 500;

/** One verification without input or output, in each format. */
export async function addSignatureRows({ folder, add }: Pick<WorldOptions, 'folder' | 'add'>): Promise<void> {
  const medians = await askWorker(folder, { kind: 'signatures', count: SIGNATURES }, signaturesAnswerSchema);
  for (const [format, median] of Object.entries(medians)) {
    add({
      part: 'signature', figure: `in-process verification, ${format}`, value: toMilliseconds(median),
      target: `≤ ${String(TARGET)} ms`, met: median <= TARGET, note: `median of ${String(SIGNATURES)} in one process`,
    });
  }
}
