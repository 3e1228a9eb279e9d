import type { WireAgent, WireAgentOption, WireProvider, WireReviewOptions, WireReviewRequest, WireReviewTarget } from '../../../../../backend/contract/review.ts';
import type { ReviewDraft, ReviewPreset } from './draft-types.ts';

/** The providers that an agent can read with. */
export const AGENT_PROVIDERS: Readonly<Record<WireAgent, readonly WireProvider[]>> = {
  static: [], builtin: ['anthropic', 'openai', 'local'], claude: ['anthropic'], codex: ['openai'],
};

/** The first choices: a model where one is ready, else the rules alone; a comparison only where it was asked for. */
export function firstDraft(options: WireReviewOptions, preset: ReviewPreset): ReviewDraft {
  const agent = options.agents.find((option) => option.agent === 'builtin' && option.state === 'ready') ?? options.agents[0];
  const known = options.bases.some(({ commit }) => commit === preset.base);
  const base = preset.base !== null && known ? preset.base : options.bases[0]?.commit ?? null;
  return {
    mode: preset.mode === 'differential' && base !== null ? 'differential' : 'full',
    base, ...modelOf(agent),
    budget: String(options.budgetTokens), timeLimit: String(Number((options.timeoutSeconds / 60).toFixed(2))),
  };
}

/** What the draft says of an agent that was just chosen. */
export function modelOf(option: WireAgentOption | undefined): Pick<ReviewDraft, 'agent' | 'provider' | 'model'> {
  const agent = option?.agent ?? 'static';
  return { agent, provider: option?.provider ?? AGENT_PROVIDERS[agent][0] ?? null, model: option?.model ?? '' };
}

/** The body of the request; call it for a draft without errors. */
export function toRequest(draft: ReviewDraft, target: WireReviewTarget): WireReviewRequest {
  const hasModel = draft.agent !== 'static';
  return {
    kind: 'review', target,
    base: draft.mode === 'differential' ? draft.base : null,
    agent: draft.agent,
    provider: hasModel ? draft.provider : null,
    model: hasModel && draft.model.trim() !== '' ? draft.model.trim() : null,
    budgetTokens: Number(draft.budget),
    timeoutSeconds: Math.round(Number(draft.timeLimit) * 60),
  };
}
