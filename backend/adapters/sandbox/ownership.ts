import { BOX_LABELS } from './box-labels.ts';
import { currentOwner, isRunning } from './current-owner.ts';
import { isLeftover } from './is-leftover.ts';
import { formatOwner, judgeOwner } from './owner.ts';

type Labels = Readonly<Record<string, string>>;

/** Above the wall clock of a run: for what an engine takes to start and end it. */
const GRACE_MS = 5 * 60_000;

/** The labels of something that this process makes for a run of at most `timeoutMs`. */
export function toOwnLabels(run: string, timeoutMs: number): Labels {
  return {
    [BOX_LABELS.product]: '1',
    [BOX_LABELS.run]: run,
    [BOX_LABELS.owner]: formatOwner(currentOwner()),
    [BOX_LABELS.expires]: new Date(Date.now() + timeoutMs + GRACE_MS).toISOString(),
  };
}

/** Tells leftovers by their labels, as of now. */
export function createLeftoverTest(): (labels: Labels) => boolean {
  const self = currentOwner();
  const now = Date.now();
  return (labels) => isLeftover({ labels, now, judge: (owner) => judgeOwner(owner, self, isRunning) });
}
