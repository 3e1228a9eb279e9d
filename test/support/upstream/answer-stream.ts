import { answerBody, callArguments, callId, responsesBody, responsesItems, USAGE, type ModelTurn } from './answer-bodies.ts';

/** The answer as server-sent events, as the command lines of agents ask for it. */
export function answerStream(protocol: 'messages' | 'chat' | 'responses', turn: ModelTurn): string {
  if (protocol === 'messages') return messagesStream(turn);
  return protocol === 'chat' ? chatStream(turn) : responsesStream(turn);
}

function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify({ type: name, ...data })}\n\n`;
}

function messagesStream(turn: ModelTurn): string {
  const stops = { end: 'end_turn', tools: 'tool_use', length: 'max_tokens', refusal: 'refusal' };
  const blocks = [
    ...(turn.text === '' ? [] : [{ start: { type: 'text', text: '' }, delta: { type: 'text_delta', text: turn.text } }]),
    ...turn.calls.map((call, index) => ({
      start: { type: 'tool_use', id: callId(turn.turn, index), name: call.name, input: {} },
      delta: { type: 'input_json_delta', partial_json: callArguments(call) },
    })),
  ];
  const message = { id: `msg_${turn.turn}`, type: 'message', role: 'assistant', model: turn.model, content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: USAGE.input, output_tokens: 1 } };
  return [
    event('message_start', { message }),
    ...blocks.flatMap(({ start, delta }, index) => [
      event('content_block_start', { index, content_block: start }),
      event('content_block_delta', { index, delta }),
      event('content_block_stop', { index }),
    ]),
    event('message_delta', { delta: { stop_reason: stops[turn.stop], stop_sequence: null }, usage: { output_tokens: USAGE.output } }),
    event('message_stop', {}),
  ].join('');
}

function chatStream(turn: ModelTurn): string {
  const base = { id: `chatcmpl-${turn.turn}`, object: 'chat.completion.chunk', created: 0, model: turn.model };
  const stops = { end: 'stop', tools: 'tool_calls', length: 'length', refusal: 'content_filter' };
  const toolCalls = turn.calls.map((call, index) => ({ index, id: callId(turn.turn, index), type: 'function', function: { name: call.name, arguments: callArguments(call) } }));
  const chunks = [
    { ...base, choices: [{ index: 0, delta: { role: 'assistant', content: turn.text, ...(toolCalls.length > 0 && { tool_calls: toolCalls }) }, finish_reason: null }] },
    { ...base, choices: [{ index: 0, delta: {}, finish_reason: stops[turn.stop] }] },
    { ...base, choices: [], usage: usageOf(turn) },
  ];
  return [...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), 'data: [DONE]\n\n'].join('');
}

function usageOf(turn: ModelTurn): unknown {
  const body = answerBody('chat', turn);
  return 'usage' in body ? body.usage : null;
}

function responsesStream(turn: ModelTurn): string {
  const response = responsesBody(turn);
  return [
    event('response.created', { response: { ...response, status: 'in_progress', output: [] } }),
    ...responsesItems(turn).flatMap((item, index) => [
      event('response.output_item.added', { output_index: index, item }),
      event('response.output_item.done', { output_index: index, item }),
    ]),
    event(turn.stop === 'length' ? 'response.incomplete' : 'response.completed', { response }),
  ].join('');
}
