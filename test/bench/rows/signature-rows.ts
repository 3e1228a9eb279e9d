import { askWorker } from '../support/ask-worker.ts';
import type { WorldOptions } from '../support/bench-world.ts';
import { toMilliseconds } from '../support/row.ts';
import { signaturesAnswerSchema } from '../support/worker-jobs.ts';

const TARGET = 1;
const SIGNATURES = 300;

/** One verification without input or output, in each format. */
export async function addSignatureRows({ folder, add }: Pick<WorldOptions, 'folder' | 'add'>): Promise<void> {
  const formats = await askWorker(folder, { kind: 'signatures', count: SIGNATURES }, signaturesAnswerSchema);
  for (const [format, { median, processor, bare }] of Object.entries(formats)) {
    add({
      part: 'signature', figure: `in-process verification, ${format}`, value: toMilliseconds(median),
      target: `≤ ${String(TARGET)} ms`, met: median <= TARGET, note: `median of ${String(SIGNATURES)}; mean of processor time ${toMilliseconds(processor)}; its ECDSA alone ${toMilliseconds(bare)}, ratio ${(median / bare).toFixed(1)}`,
    });
  }
}
