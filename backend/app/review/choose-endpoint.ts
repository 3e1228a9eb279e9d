import { CodedError } from '../../core/coded-error.ts';
import type { Provider } from '../../core/review/model-endpoint.ts';
import type { Agent } from '../../core/review/review.ts';
import type { ModelKeeper } from './model-keeper.ts';
import type { ModelEndpoint } from './reviewing.ts';

/** Who should read, as far as a person said it. */
export interface AgentChoice {
  readonly agent: Agent;
  readonly provider: Provider | null;
  readonly model: string | null;
}

/** Command lines speak to their own provider alone. */
const OWN_PROVIDER: Readonly<Partial<Record<Agent, Provider>>> = { claude: 'anthropic', codex: 'openai' };

/**
 * The model that an agent uses, null for the rules alone. What was not said is taken from settings.
 * @throws CodedError `model_missing`, `model_key_missing`, `usage`
 */
export function chooseEndpoint(models: ModelKeeper, choice: AgentChoice): ModelEndpoint | null {
  const { agent } = choice;
  if (agent === 'static') return null;
  const { provider, model } = chooseModel(models, choice);
  if (provider === null || model === null) throw new CodedError('model_missing', `Nobody said which model ${agent} should use.`);
  const own = OWN_PROVIDER[agent];
  if (own !== undefined && provider !== own) throw new CodedError('usage', `${agent} needs the provider ${own}.`);
  if (provider === 'local') return { provider, model, key: null, baseUrl: models.current().localUrl };
  const key = models.keys.get(provider);
  if (key === null) throw new CodedError('model_key_missing', `There is no key for ${provider}.`);
  return { provider, model, key, baseUrl: null };
}

/** Provider and model that an agent would use; null where nothing says it. A model of settings belongs to its provider. */
export function chooseModel(models: ModelKeeper, { agent, provider, model }: AgentChoice): Pick<AgentChoice, 'provider' | 'model'> {
  const settings = models.current();
  const chosen = provider ?? OWN_PROVIDER[agent] ?? settings.provider;
  return { provider: chosen, model: model ?? (chosen === settings.provider ? settings.model : null) };
}

/** The agent when nobody named one: our own where a model is configured, else the rules alone. */
export function defaultAgent(models: ModelKeeper, choice: Omit<AgentChoice, 'agent'>): Agent {
  const { provider, model } = chooseModel(models, { ...choice, agent: 'builtin' });
  return provider === null || model === null ? 'static' : 'builtin';
}
