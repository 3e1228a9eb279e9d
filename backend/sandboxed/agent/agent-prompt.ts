import type { AgentOrder } from '../protocol/agent-messages.ts';
import { BASE_TREE, HEAD_TREE } from '../protocol/mounts.ts';
import { AGENT_PLACES } from './agent-places.ts';

/** The task, with what only this container knows: where the source lies, and where the answer belongs. */
export function toAgentPrompt({ prompt, hasBase }: AgentOrder): string {
  const base = hasBase ? ` The revision before it is in ${BASE_TREE}.` : '';
  return `${prompt}\n\nThe source under review is in ${HEAD_TREE}, read-only.${base} Write the report to ${AGENT_PLACES.work}/report.md and the labels, one a line, to ${AGENT_PLACES.work}/labels.txt. Nothing else of what you say is kept. There is no network.\n`;
}
