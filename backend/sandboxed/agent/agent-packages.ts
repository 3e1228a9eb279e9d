import { join } from 'node:path';
import type { AgentOrder } from '../protocol/agent-messages.ts';
import { AGENT_VERSIONS } from '../protocol/agent-image.ts';
import { AGENT_PLACES } from './agent-places.ts';

/** A published package with a command line for one processor, pinned by what it must hash to (Subresource Integrity). */
export interface AgentPackage {
  readonly agent: AgentOrder['agent'];
  readonly processor: 'x64' | 'arm64';
  /** The folder that it is installed into. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  /** The program, inside of the package. */
  readonly program: string;
}

const { claude: CLAUDE_VERSION, codex: CODEX_VERSION } = AGENT_VERSIONS;

export const AGENT_PACKAGES: readonly AgentPackage[] = [
  {
    agent: 'claude', processor: 'x64', folder: '@anthropic-ai/claude-code-linux-x64', name: '@anthropic-ai/claude-code-linux-x64', version: CLAUDE_VERSION, program: 'claude',
    integrity: 'sha512-9Gn+V7DtJ8M1nztP9CeDVl9g3RtrepI7rOFTyPRRnZe8D6zebIHKmC7OvBauucuAP0X0k85SDN/LPVZyjsGezQ==',
  },
  {
    agent: 'claude', processor: 'arm64', folder: '@anthropic-ai/claude-code-linux-arm64', name: '@anthropic-ai/claude-code-linux-arm64', version: CLAUDE_VERSION, program: 'claude',
    integrity: 'sha512-V4yanAY5EA5UpwwRPtjSfqDbNqAlUJeVn3NYZw2AgmRHjdpSsLtHAzbxRXfkAnbjwTXzE0uedjQxUY02ARPcsA==',
  },
  {
    agent: 'codex', processor: 'x64', folder: '@openai/codex-linux-x64', name: '@openai/codex', version: `${CODEX_VERSION}-linux-x64`, program: 'vendor/x86_64-unknown-linux-musl/bin/codex',
    integrity: 'sha512-o05NyAOCDygSPRo1yinzxvkRSdmsZyBD9E7mbpmjRanSfM8lypqWtQgEo4XfNkwhuCR2aFu8mlGOsQGFXVbVww==',
  },
  {
    agent: 'codex', processor: 'arm64', folder: '@openai/codex-linux-arm64', name: '@openai/codex', version: `${CODEX_VERSION}-linux-arm64`, program: 'vendor/aarch64-unknown-linux-musl/bin/codex',
    integrity: 'sha512-NZ/DaQUpcQmxmqee7Z9uC1rzw3GhSbooawcaTe1LN5Yk+WlinUKGdTXJgClRT/9ogQEEM9TWxYzvxPfj5G/xFg==',
  },
];

/** Path of a command line's program in the image, on this processor; null on others. */
export function agentProgram(agent: AgentOrder['agent'], processor: string): string | null {
  const found = AGENT_PACKAGES.find((candidate) => candidate.agent === agent && candidate.processor === processor);
  return found === undefined ? null : join(AGENT_PLACES.programs, found.folder, found.program);
}

export const AGENTS_OF_IMAGE: readonly AgentOrder['agent'][] = ['claude', 'codex'];
