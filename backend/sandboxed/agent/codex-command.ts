import type { AgentOrder } from '../protocol/agent-messages.ts';
import type { AgentCommand } from './agent-command.ts';
import { AGENT_PLACES, FORWARDER_PORT } from './agent-places.ts';
import { toAgentPrompt } from './agent-prompt.ts';

/**
 * Codex, headless (developers.openai.com/codex, "Configuration reference"). The container is its sandbox: its own can't start
 * here. Its instructions are replaced, as they tell the model to obey files of the repository.
 */
export function toCodexCommand(order: AgentOrder, path: string): AgentCommand {
  return {
    args: ['exec', '--json', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', '--ephemeral', '--ignore-rules', '--cd', AGENT_PLACES.work, '-'],
    environment: { PATH: path, HOME: AGENT_PLACES.home, CODEX_HOME: AGENT_PLACES.codexHome, TMPDIR: '/tmp', LANG: 'C.UTF-8', MCP_TRUST_RUN_TOKEN: order.token },
    files: { [`${AGENT_PLACES.codexHome}/config.toml`]: toConfiguration(order), [`${AGENT_PLACES.codexHome}/instructions.md`]: order.systemPrompt },
    input: toAgentPrompt(order),
    needsForwarder: true,
  };
}

/** A string of TOML: the escapes of a JSON string are a part of its own (toml.io, v1.0.0, "String"). */
const quote = (text: string): string => JSON.stringify(text).replaceAll('\u007f', '\\u007f');

function toConfiguration({ model }: AgentOrder): string {
  return `model = ${quote(model)}
model_provider = "proxy"
model_instructions_file = ${quote(`${AGENT_PLACES.codexHome}/instructions.md`)}
web_search = "disabled"
project_doc_max_bytes = 0

[model_providers.proxy]
name = "proxy"
base_url = "http://127.0.0.1:${FORWARDER_PORT}/openai/v1"
wire_api = "responses"
env_key = "MCP_TRUST_RUN_TOKEN"
supports_websockets = false

[analytics]
enabled = false

[agents]
enabled = false

[features]
apps = false
goals = false
hooks = false
image_generation = false
plugins = false

[skills]
include_instructions = false
`;
}
