import { z } from 'zod';
import type { InferenceAnswer, InferenceMessage, InferenceToolCall } from '../../ports/inference.ts';
import { parseArguments } from './parse-arguments.ts';
import { bearer, SAID_NOTHING, stopOf, type WireFormat } from './wire-format.ts';

/** Models before those that think: they refuse to be asked for sealed thoughts. */
const WITHOUT_REASONING = /^(?:gpt-[34]|chatgpt-)/;

/**
 * OpenAI's Responses API (developers.openai.com, API reference, "Create a model response"), without anything stored there.
 * Not chat completions: its newer models refuse function tools there.
 */
export const openaiResponses: WireFormat = {
  path: '/responses',
  headers: bearer,
  toBody: (model, { system, messages, tools, maxOutputTokens }) => ({
    model,
    instructions: system,
    input: messages.flatMap(toItems),
    max_output_tokens: maxOutputTokens,
    store: false,
    ...(!WITHOUT_REASONING.test(model) && { include: ['reasoning.encrypted_content'] }),
    ...(tools.length > 0 && { tools: tools.map(({ name, description, parameters }) => ({ type: 'function', name, description, parameters, strict: false })) }),
  }),
  toAnswer: (body) => {
    const answer = answerSchema.safeParse(body).data;
    if (answer === undefined || answer.status === 'failed') return null;
    const toolCalls = answer.output.flatMap((item): InferenceToolCall[] => (item.type === 'function_call' ? [{ id: item.call_id, name: item.name, input: parseArguments(item.arguments) }] : []));
    const parts = answer.output.flatMap((item) => (item.type === 'message' ? item.content : []));
    const isRefused = parts.some(({ type }) => type === 'refusal') || answer.incomplete_details?.reason === 'content_filter';
    return {
      text: parts.map((part) => (part.type === 'output_text' ? part.text : '')).join(''),
      toolCalls,
      stop: toStop({ isRefused, isCut: answer.status === 'incomplete' }, toolCalls),
      tokens: answer.usage === null ? null : { input: answer.usage.input_tokens, output: answer.usage.output_tokens },
      continuation: answer.output.flatMap(toKept),
    };
  },
};

const count = z.number().int().min(0);
const other = z.object({ type: z.string() });

const partSchema = z.union([z.object({ type: z.literal('output_text'), text: z.string() }), z.object({ type: z.literal('refusal') }), other.transform(() => ({ type: 'other' as const }))]);
const itemSchema = z.union([
  z.object({ type: z.literal('message'), content: z.array(partSchema) }),
  z.object({ type: z.literal('function_call'), call_id: z.string().min(1).max(200), name: z.string().max(200), arguments: z.string() }),
  z.object({ type: z.literal('reasoning'), summary: z.array(z.unknown()).catch([]), encrypted_content: z.string().nullish() }),
  other.refine(({ type }) => type !== 'message' && type !== 'function_call').transform(() => ({ type: 'other' as const })),
]);
type Item = z.infer<typeof itemSchema>;

const answerSchema = z.object({
  status: z.enum(['completed', 'incomplete', 'failed']),
  output: z.array(itemSchema),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  usage: z.object({ input_tokens: count, output_tokens: count }).nullish().transform((usage) => usage ?? null),
});

function toStop({ isRefused, isCut }: { readonly isRefused: boolean; readonly isCut: boolean }, toolCalls: readonly InferenceToolCall[]): InferenceAnswer['stop'] {
  if (isRefused) return 'refusal';
  return isCut ? 'length' : stopOf(toolCalls);
}

/** An item as it goes back: without ids, which name things that were not stored. */
function toKept(item: Item): readonly object[] {
  switch (item.type) {
    case 'message': return toMessage(item.content.map((part) => (part.type === 'output_text' ? part.text : '')).join(''));
    case 'function_call': return [{ type: 'function_call', call_id: item.call_id, name: item.name, arguments: item.arguments }];
    case 'reasoning': return (item.encrypted_content ?? null) === null ? [] : [{ type: 'reasoning', summary: item.summary, encrypted_content: item.encrypted_content }];
    case 'other': return [];
  }
}

function toMessage(text: string): readonly object[] {
  return text === '' ? [] : [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] }];
}

function toItems(message: InferenceMessage): readonly object[] {
  switch (message.role) {
    case 'user': return [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: message.text }] }];
    case 'tool': return message.results.map(({ id, text }) => ({ type: 'function_call_output', call_id: id, output: text }));
    case 'assistant': {
      const kept = z.array(z.looseObject({ type: z.string() })).safeParse(message.continuation).data;
      if (kept !== undefined && kept.length > 0) return kept;
      const calls = message.toolCalls.map(({ id, name, input }) => ({ type: 'function_call', call_id: id, name, arguments: JSON.stringify(input) }));
      return [...toMessage(message.text === '' && calls.length === 0 ? SAID_NOTHING : message.text), ...calls];
    }
  }
}
