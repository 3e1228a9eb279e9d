import type { WireAgent, WireProvider } from '../../../../backend/contract/review.ts';

interface AgentWords {
  readonly name: string;
  /** What it does, in one sentence. */
  readonly meaning: string;
}

export const AGENT_WORDS: Readonly<Record<WireAgent, AgentWords>> = {
  static: { name: 'Rules', meaning: 'Fixed rules over the code. No model: the same source gets the same answer.' },
  builtin: { name: 'Rules and a model', meaning: 'The rules, then a model that reads the source with read-only tools inside the sandbox.' },
  claude: { name: 'Claude Code', meaning: 'The rules, then Anthropic’s command line inside the sandbox.' },
  codex: { name: 'Codex', meaning: 'The rules, then OpenAI’s command line inside the sandbox.' },
};

export const PROVIDER_WORDS: Readonly<Record<WireProvider, string>> = {
  anthropic: 'Anthropic',
  openai: 'OpenAI',
  local: 'Local (Docker Model Runner, or any endpoint that speaks OpenAI’s)',
};

/** Where a provider's own interface is. */
export const PROVIDER_HOSTS = { anthropic: 'api.anthropic.com', openai: 'api.openai.com' } as const;

/** Agent and model of a review, e.g. `Rules and a model (claude-sonnet-5)`. */
export function agentAndModel(agent: WireAgent, model: string | null): string {
  return model === null ? AGENT_WORDS[agent].name : `${AGENT_WORDS[agent].name} (${model})`;
}
