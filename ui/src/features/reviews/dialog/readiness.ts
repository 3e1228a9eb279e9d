import type { WireAgentOption, WireModelSettings, WireReviewOptions } from '../../../../../backend/contract/review.ts';
import { PROVIDER_WORDS } from '../agent-words.ts';
import { budgetError, timeLimitError } from '../limit-rules.ts';
import type { ReviewDraft } from './draft-types.ts';

/** Whether the review can start, or in one sentence why not yet. `mend` names what the person can do about it. */
export type Readiness = { readonly kind: 'ready' } | { readonly kind: 'notReady'; readonly why: string; readonly mend: 'settings' | null };

const READY: Readiness = { kind: 'ready' };

/** Decides by the options, the draft and the keys that there are; `settings` null while they are not known. */
export function decideReadiness(draft: ReviewDraft, options: WireReviewOptions, settings: WireModelSettings | null): Readiness {
  if (options.sandboxError !== null) return notReady('Reviews cannot run here yet: see above.');
  const option = options.agents.find(({ agent }) => agent === draft.agent);
  if (option === undefined) return notReady('This agent is not offered.');
  if (budgetError(draft.budget) !== null || timeLimitError(draft.timeLimit) !== null) return notReady('A limit above is not right.');
  return agentReadiness(draft, option, settings);
}

/** Whether the agent itself could start: its image, its model, its key. */
export function agentReadiness(draft: ReviewDraft, option: WireAgentOption, settings: WireModelSettings | null): Readiness {
  if (option.state === 'imageMissing') return notReady('Its image is not on this engine: run the command once.');
  if (option.agent === 'static') return READY;
  if (draft.model.trim() === '' && (option.agent === 'builtin' || option.state === 'modelMissing')) return notReady('Name a model, or choose one in settings.', 'settings');
  return keyReadiness(draft, option, settings);
}

function keyReadiness({ provider }: ReviewDraft, option: WireAgentOption, settings: WireModelSettings | null): Readiness {
  if (provider === 'local') return READY;
  const isMissing = provider === null || settings === null ? option.state === 'keyMissing' : settings.keys[provider] === 'none';
  if (!isMissing) return READY;
  return notReady(`There is no key for ${provider === null ? 'its provider' : PROVIDER_WORDS[provider]}: add one in settings or set it in the environment.`, 'settings');
}

function notReady(why: string, mend: 'settings' | null = null): Readiness {
  return { kind: 'notReady', why, mend };
}
