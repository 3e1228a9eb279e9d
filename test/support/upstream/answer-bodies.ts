import type { UpstreamCall, UpstreamProtocol } from './upstream-step.ts';

/** What a model said, before it takes a provider's form. */
export interface ModelTurn {
  readonly model: string;
  readonly text: string;
  readonly calls: readonly UpstreamCall[];
  readonly stop: 'end' | 'tools' | 'length' | 'refusal';
  readonly turn: number;
}

export const USAGE = { input: 1_000, output: 100 } as const;

/** The whole answer as JSON, as the provider of the protocol writes it. */
export function answerBody(protocol: Exclude<UpstreamProtocol, 'models'>, turn: ModelTurn): object {
  if (protocol === 'messages') return messagesBody(turn);
  return protocol === 'chat' ? chatBody(turn) : responsesBody(turn);
}

export function callId(turn: number, index: number): string {
  return `call_${turn}_${index}`;
}

export function callArguments(call: UpstreamCall): string {
  return call.rawArguments ?? JSON.stringify(call.input);
}

function messagesBody({ model, text, calls, stop, turn }: ModelTurn): object {
  const stops = { end: 'end_turn', tools: 'tool_use', length: 'max_tokens', refusal: 'refusal' };
  const content = [
    { type: 'thinking', thinking: '', signature: `signature-${turn}` },
    ...(text === '' ? [] : [{ type: 'text', text }]),
    ...calls.map((call, index) => ({ type: 'tool_use', id: callId(turn, index), name: call.name, input: call.input })),
  ];
  return {
    id: `msg_${turn}`, type: 'message', role: 'assistant', model, content, stop_reason: stops[stop], stop_sequence: null,
    usage: { input_tokens: USAGE.input - 100, cache_read_input_tokens: 60, cache_creation_input_tokens: 40, output_tokens: USAGE.output },
  };
}

function chatBody({ model, text, calls, stop, turn }: ModelTurn): object {
  const stops = { end: 'stop', tools: 'tool_calls', length: 'length', refusal: 'content_filter' };
  const toolCalls = calls.map((call, index) => ({ id: callId(turn, index), type: 'function', function: { name: call.name, arguments: callArguments(call) } }));
  const message = { role: 'assistant', content: text === '' ? null : text, ...(toolCalls.length > 0 && { tool_calls: toolCalls }) };
  return {
    id: `chatcmpl-${turn}`, object: 'chat.completion', created: 0, model,
    choices: [{ index: 0, message, finish_reason: stops[stop] }],
    usage: { prompt_tokens: USAGE.input, completion_tokens: USAGE.output, total_tokens: USAGE.input + USAGE.output },
  };
}

export function responsesItems({ text, calls, stop, turn }: ModelTurn): object[] {
  const part = stop === 'refusal' ? { type: 'refusal', refusal: text } : { type: 'output_text', text, annotations: [] };
  return [
    { type: 'reasoning', id: `rs_${turn}`, summary: [], encrypted_content: `sealed-${turn}` },
    ...(text === '' && stop !== 'refusal' ? [] : [{ type: 'message', id: `msg_${turn}`, role: 'assistant', status: 'completed', content: [part] }]),
    ...calls.map((call, index) => ({ type: 'function_call', id: `fc_${turn}_${index}`, call_id: callId(turn, index), name: call.name, arguments: callArguments(call), status: 'completed' })),
  ];
}

export function responsesBody(turn: ModelTurn): object {
  return {
    id: `resp_${turn.turn}`, object: 'response', created_at: 0, model: turn.model, output: responsesItems(turn),
    status: turn.stop === 'length' ? 'incomplete' : 'completed',
    incomplete_details: turn.stop === 'length' ? { reason: 'max_output_tokens' } : null,
    usage: { input_tokens: USAGE.input, input_tokens_details: { cached_tokens: 0 }, output_tokens: USAGE.output, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: USAGE.input + USAGE.output },
  };
}
