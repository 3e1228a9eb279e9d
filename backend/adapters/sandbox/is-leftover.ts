import { BOX_LABELS } from './box-labels.ts';
import { parseOwner, type Life, type Owner } from './owner.ts';

export interface LeftoverQuestion {
  readonly labels: Readonly<Record<string, string>>;
  readonly judge: (owner: Owner) => Life;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Whether nobody owns an object of the engine any more: its process is gone, or can't be asked for and its time is over.
 * What isn't ours, and what is kept on purpose, is never a leftover.
 */
export function isLeftover({ labels, judge, now }: LeftoverQuestion): boolean {
  if (labels[BOX_LABELS.product] === undefined || labels[BOX_LABELS.cache] !== undefined) return false;
  const owner = parseOwner(labels[BOX_LABELS.owner] ?? '');
  const life = owner === null ? 'unknown' : judge(owner);
  return life === 'unknown' ? Date.parse(labels[BOX_LABELS.expires] ?? '') < now : life === 'dead';
}
