import { networkInterfaces } from 'node:os';
import type { AgentRun } from '../../../../backend/ports/sandbox.ts';
import type { UpstreamStep } from '../../../support/upstream/upstream-step.ts';

type Agent = AgentRun['agent'];

const tools = (name: string, input: unknown): UpstreamStep => ({ kind: 'tools', calls: [{ name, input }] });

/** One command of a shell, as a model of Codex asks for it. */
export const shell = (cmd: string): UpstreamStep => tools('exec_command', { cmd });

export const done: UpstreamStep = { kind: 'text', text: 'Done.' };

/** Writes a file where the agent works, as the model of each command line would have it done. */
export function writes(agent: Agent, name: string, content: string): UpstreamStep {
  if (agent === 'claude') return tools('Write', { file_path: `/tmp/work/${name}`, content });
  return shell(`cat > /tmp/work/${name} <<'END-OF-FILE'\n${content}END-OF-FILE`);
}

/** Reads a file, as the model of each would. */
export function reads(agent: Agent, path: string): UpstreamStep {
  return agent === 'claude' ? tools('Read', { file_path: path }) : shell(`cat ${path}`);
}

/** Looks around and reads. */
export function looksAround(agent: Agent): readonly UpstreamStep[] {
  const searches = agent === 'claude' ? [tools('Grep', { pattern: 'exec', path: '/source/head' }), tools('Glob', { pattern: '**/*.js', path: '/source/head' })] : [shell('ls /source/head')];
  return [reads(agent, '/source/head/src/index.js'), ...searches];
}

/** Tools that no agent here has. */
export function forbiddenTools(agent: Agent): readonly UpstreamStep[] {
  const names = agent === 'claude' ? ['Bash', 'WebFetch', 'WebSearch', 'Task', 'Skill', 'NotebookEdit', 'mcp__canary__run'] : ['web_search', 'spawn_agent', 'mcp__canary__run', 'shell'];
  return names.map((name) => tools(name, { command: 'id', url: 'https://attacker.example/', query: 'x', prompt: 'x', skill: 'canary' }));
}

/** A program for Codex's code mode, which is a custom tool and not a function. */
export function runsCode(code: string): UpstreamStep {
  const item = { type: 'custom_tool_call', id: 'ctc_1', call_id: 'call_code', name: 'exec', input: code, status: 'completed' };
  const usage = { input_tokens: 10, input_tokens_details: { cached_tokens: 0 }, output_tokens: 5, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 15 };
  const response = { id: 'resp_code', object: 'response', status: 'completed', output: [item], usage };
  const events = [{ type: 'response.created', response: { id: 'resp_code' } }, { type: 'response.output_item.done', output_index: 0, item }, { type: 'response.completed', response }];
  return { kind: 'raw', contentType: 'text/event-stream', body: events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('') };
}

/** An address of this machine that a container on a bridge reaches. */
export function hostAddress(): string {
  const found = Object.values(networkInterfaces()).flatMap((list) => list ?? []).find(({ family, internal }) => family === 'IPv4' && !internal);
  if (found === undefined) throw new Error('this machine has no address that a container reaches');
  return found.address;
}
