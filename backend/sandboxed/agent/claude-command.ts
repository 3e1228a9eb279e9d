import type { AgentOrder } from '../protocol/agent-messages.ts';
import { BASE_TREE, HEAD_TREE } from '../protocol/mounts.ts';
import { PROXY_SOCKET } from '../protocol/proxy-messages.ts';
import type { AgentCommand } from './agent-command.ts';
import { AGENT_PLACES, FORWARDER_PORT } from './agent-places.ts';
import { toAgentPrompt } from './agent-prompt.ts';

const SYSTEM_PROMPT = `${AGENT_PLACES.home}/system-prompt.md`;

/**
 * Claude Code, headless (code.claude.com/docs, "CLI reference"). `--restricted` and the working directory outside of the
 * repository keep the repository's own settings, hooks, servers and memory out; the tools are named one by one. It speaks
 * plain HTTP to the socket when it has a base URL as well; nobody listens at that address.
 */
export function toClaudeCommand(order: AgentOrder, path: string): AgentCommand {
  const trees = order.hasBase ? [HEAD_TREE, BASE_TREE] : [HEAD_TREE];
  return {
    args: [
      '--print', '--verbose', '--output-format', 'stream-json',
      '--model', order.model,
      '--restricted', '--strict-mcp-config', '--disable-slash-commands', '--no-session-persistence',
      '--tools', 'Read,Grep,Glob,Write',
      '--permission-mode', 'acceptEdits',
      ...trees.flatMap((tree) => ['--add-dir', tree]),
      '--system-prompt-file', SYSTEM_PROMPT,
    ],
    environment: {
      PATH: path,
      HOME: AGENT_PLACES.home,
      TMPDIR: '/tmp',
      LANG: 'C.UTF-8',
      ANTHROPIC_UNIX_SOCKET: PROXY_SOCKET,
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${FORWARDER_PORT}/anthropic`,
      ANTHROPIC_AUTH_TOKEN: order.token,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
      DISABLE_UPDATES: '1',
      DISABLE_TELEMETRY: '1',
    },
    files: { [SYSTEM_PROMPT]: order.systemPrompt },
    input: toAgentPrompt(order),
    needsForwarder: false,
  };
}
