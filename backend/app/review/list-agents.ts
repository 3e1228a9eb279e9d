import type { WireAgentOption } from '../../contract/review.ts';
import { estimateCost } from '../../core/review/model-price.ts';
import { AGENTS, type Agent } from '../../core/review/review.ts';
import { chooseModel } from './choose-endpoint.ts';
import type { ModelKeeper } from './model-keeper.ts';
import type { Reviewing } from './reviewing.ts';

/** Both command lines with what they need, unpacked. */
const AGENT_IMAGE_BYTES = 1_050_000_000;
const MILLION = 1_000_000;

/** Who can review here, and what each still needs. Throws PortError `engine_*` when the engine cannot be asked. */
export async function listAgents(reviewing: Reviewing, models: ModelKeeper, signal: AbortSignal): Promise<WireAgentOption[]> {
  return Promise.all(AGENTS.map(async (agent) => {
    const command = agent === 'claude' || agent === 'codex' ? await reviewing.sandbox.missingAgentImage(agent, signal) : null;
    return toOption({ reviewing, models, agent }, command);
  }));
}

/** The same where no engine can be asked: images are then not looked for. */
export function listAgentsWithoutEngine(reviewing: Reviewing, models: ModelKeeper): WireAgentOption[] {
  return AGENTS.map((agent) => toOption({ reviewing, models, agent }, null));
}

interface Question {
  readonly reviewing: Reviewing;
  readonly models: ModelKeeper;
  readonly agent: Agent;
}

function toOption({ reviewing, models, agent }: Question, command: string | null): WireAgentOption {
  if (agent === 'static') return { agent, state: 'ready', leavesTo: null, provider: null, model: null, command: null, sizeBytes: null, price: null };
  const { provider, model } = chooseModel(models, { agent, provider: null, model: null });
  const baseUrl = provider === 'local' ? models.current().localUrl : null;
  return {
    agent,
    state: command === null ? stateOf(models, provider, model) : 'imageMissing',
    leavesTo: provider === null ? null : reviewing.openInference({ provider, model: model ?? '', key: null, baseUrl }).leavesTo,
    provider,
    model,
    command,
    sizeBytes: command === null ? null : AGENT_IMAGE_BYTES,
    price: provider === 'local' ? { inputPerMillion: 0, outputPerMillion: 0 } : priceOf(model),
  };
}

function priceOf(model: string | null): WireAgentOption['price'] {
  const inputPerMillion = model === null ? null : estimateCost(model, { inputTokens: MILLION, outputTokens: 0 });
  const outputPerMillion = model === null ? null : estimateCost(model, { inputTokens: 0, outputTokens: MILLION });
  return inputPerMillion === null || outputPerMillion === null ? null : { inputPerMillion, outputPerMillion };
}

function stateOf(models: ModelKeeper, provider: WireAgentOption['provider'], model: string | null): WireAgentOption['state'] {
  if (provider === null || model === null) return 'modelMissing';
  return provider !== 'local' && models.keys.get(provider) === null ? 'keyMissing' : 'ready';
}
