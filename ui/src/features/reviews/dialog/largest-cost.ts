import type { WireAgentOption } from '../../../../../backend/contract/review.ts';
import type { ReviewDraft } from './draft-types.ts';

/** The most that the budget can cost, in US dollars; null where no price is known for this very provider and model. */
export function largestCost(draft: ReviewDraft, option: WireAgentOption): number | null {
  const price = option.price ?? null;
  const tokens = Number(draft.budget);
  if (price === null || draft.provider !== option.provider || draft.model !== (option.model ?? '') || !Number.isFinite(tokens)) return null;
  return (tokens * Math.max(price.inputPerMillion, price.outputPerMillion)) / 1_000_000;
}
