import { describe, expect, it } from 'vitest';
import type { Provider } from '../../../backend/core/review/model-endpoint.ts';
import type { InferenceMessage } from '../../../backend/ports/inference.ts';
import { inOrder } from '../../support/upstream/upstream-step.ts';
import { KEY, openInference, REQUEST, signal } from './support.ts';

const providers: readonly Provider[] = ['anthropic', 'openai', 'local'];
const calls = [{ name: 'read_file', input: { path: 'b' } }, { name: 'list_files', input: { path: '.' } }];

describe.each(providers)('when %s is asked', (provider) => {
  it('reads text, calls, stop and usage from its answer', async () => {
    const { inference } = await openInference(inOrder({ kind: 'tools', text: 'I read.', calls }), { provider });
    expect(await inference.complete(REQUEST, signal())).toMatchObject({
      text: 'I read.',
      stop: 'tools',
      toolCalls: [{ id: 'call_0_0', ...calls[0] }, { id: 'call_0_1', ...calls[1] }],
      usage: { inputTokens: 1000, outputTokens: 100, requests: 1 },
    });
  });

  it.each([
    [{ kind: 'text', text: 'done' }, 'end'], [{ kind: 'cut', text: 'do' }, 'length'], [{ kind: 'refuse' }, 'refusal'],
  ] as const)('maps %j to %s', async (step, stop) => {
    const { inference } = await openInference(inOrder(step), { provider });
    expect(await inference.complete(REQUEST, signal())).toMatchObject({ stop, toolCalls: [] });
  });

  it('shows the key in its own header alone', async () => {
    const { inference, upstream } = await openInference(inOrder({ kind: 'text', text: 'done' }), { provider });
    await inference.complete(REQUEST, signal());
    const [{ headers, text, path } = { headers: {}, text: '', path: '' }] = upstream.requests;
    const holding = Object.entries(headers).filter(([, value]) => value.includes(KEY)).map(([name]) => name);
    expect(holding).toEqual([provider === 'anthropic' ? 'x-api-key' : 'authorization']);
    expect(text + path).not.toContain(KEY);
  });

  it('takes its own answer back into the conversation', async () => {
    const { inference, upstream } = await openInference(inOrder({ kind: 'tools', calls }, { kind: 'text', text: '' }, { kind: 'text', text: 'done' }), { provider });
    const first = await inference.complete(REQUEST, signal());
    const results: InferenceMessage = { role: 'tool', results: first.toolCalls.map(({ id }) => ({ id, text: 'x', isError: true })) };
    const messages: InferenceMessage[] = [...REQUEST.messages, { role: 'assistant', ...first }, results];
    const silent = await inference.complete({ ...REQUEST, messages }, signal());
    await inference.complete({ ...REQUEST, tools: [], messages: [...messages, { role: 'assistant', ...silent }, { role: 'user', text: 'Go on.' }] }, signal());
    expect(upstream.requests.map(({ body }) => body)).toMatchSnapshot();
  });
});

describe('when calls are malformed', () => {
  it.each(['openai', 'local'] as const)('keeps arguments of %s that are no JSON as text', async (provider) => {
    const { inference } = await openInference(inOrder({ kind: 'tools', calls: [{ name: 'read_file', input: null, rawArguments: '{"path":' }] }), { provider });
    expect((await inference.complete(REQUEST, signal())).toolCalls).toMatchObject([{ input: '{"path":' }]);
  });
});

describe('when a local server keeps to the form loosely', () => {
  const answer = (choice: object, more: object = {}): string => JSON.stringify({ choices: [choice], ...more });

  it('gives ids to calls without one, and counts tokens where it does not', async () => {
    const toolCalls = [{ function: { name: 'a', arguments: '{}' } }, { id: null, function: { name: 'b', arguments: '{}' } }];
    const { inference } = await openInference(inOrder({ kind: 'raw', body: answer({ message: { content: null, tool_calls: toolCalls }, finish_reason: 'stop' }) }), { provider: 'local' });
    const { toolCalls: read, usage, stop } = await inference.complete(REQUEST, signal());
    expect(new Set(read.map(({ id }) => id)).size).toBe(2);
    expect(stop).toBe('tools');
    expect(usage.inputTokens).toBeGreaterThan(20);
  });

  it('hears a refusal', async () => {
    const { inference } = await openInference(inOrder({ kind: 'raw', body: answer({ message: { content: null, refusal: 'No.' }, finish_reason: 'stop' }) }), { provider: 'local' });
    expect(await inference.complete(REQUEST, signal())).toMatchObject({ stop: 'refusal' });
  });
});

describe('when an answer is of no known form', () => {
  const bodies = [
    '{}', '[]', 'null', '"text"', '{"type":"message"}', '{"choices":[]}', '{"choices":[{"message":{"content":1}}]}', '{"status":"failed","output":[]}',
    '{"type":"message","content":[{"type":"tool_use","id":"a"}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":1}}',
    '{"type":"message","content":[],"stop_reason":"end_turn","usage":{"input_tokens":-1,"output_tokens":1}}',
    '{"status":"completed","output":[{"type":"function_call","name":"a"}],"usage":{"input_tokens":1,"output_tokens":1}}',
  ];

  it.each(providers.flatMap((provider) => bodies.map((body) => [provider, body] as const)))('%s refuses %s', async (provider, body) => {
    const { inference, upstream } = await openInference(inOrder({ kind: 'raw', body }), { provider });
    await expect(inference.complete(REQUEST, signal())).rejects.toMatchObject({ code: 'inference_bad_answer' });
    expect(upstream.requests).toHaveLength(1);
  });
});
