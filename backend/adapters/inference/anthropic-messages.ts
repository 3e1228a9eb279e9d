import { z } from 'zod';
import type { InferenceAnswer, InferenceMessage, InferenceToolCall } from '../../ports/inference.ts';
import { SAID_NOTHING, stopOf, type WireFormat } from './wire-format.ts';

const CACHE = { cache_control: { type: 'ephemeral' } };

/** Anthropic's Messages API (platform.claude.com, API reference, "Create a Message"), version 2023-06-01. */
export const anthropicMessages: WireFormat = {
  path: '/messages',
  headers: (key) => ({ 'anthropic-version': '2023-06-01', ...(key !== null && { 'x-api-key': key }) }),
  toBody: (model, { system, messages, tools, maxOutputTokens }) => ({
    model,
    max_tokens: maxOutputTokens,
    // The conversation grows at its end alone: what came before is read from the provider's cache.
    system: [{ type: 'text', text: system, ...CACHE }],
    messages: messages.map((message, index) => ({ role: message.role === 'assistant' ? 'assistant' : 'user', content: toContent(message, index === messages.length - 1) })),
    ...(tools.length > 0 && { tools: tools.map(({ name, description, parameters }) => ({ name, description, input_schema: parameters })) }),
  }),
  toAnswer: (body) => {
    const answer = answerSchema.safeParse(body).data;
    if (answer === undefined) return null;
    const { content, stop_reason, usage } = answer;
    const blocks = content.map((block) => blockSchema.parse(block));
    const toolCalls = blocks.flatMap((block): InferenceToolCall[] => (block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: block.input }] : []));
    return {
      text: blocks.map((block) => (block.type === 'text' ? block.text : '')).join(''),
      toolCalls,
      stop: toStop(stop_reason, toolCalls),
      tokens: { input: usage.input_tokens + usage.cache_creation_input_tokens + usage.cache_read_input_tokens, output: usage.output_tokens },
      continuation: content,
    };
  },
};

const count = z.number().int().min(0);
const cached = count.nullish().transform((value) => value ?? 0);

/** Blocks that mean nothing here (thinking) are kept as they are: they go back unchanged with the results of tools. */
const blockSchema = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('tool_use'), id: z.string().min(1).max(200), name: z.string().max(200), input: z.unknown() }),
  z.object({ type: z.string().refine((type) => type !== 'text' && type !== 'tool_use') }).transform(() => ({ type: 'other' as const })),
]);

const contentSchema = z.array(z.looseObject({ type: z.string() }));

const answerSchema = z.object({
  type: z.literal('message'),
  content: contentSchema.refine((blocks) => blocks.every((block) => blockSchema.safeParse(block).success)),
  stop_reason: z.string().nullable(),
  usage: z.object({ input_tokens: count, output_tokens: count, cache_creation_input_tokens: cached, cache_read_input_tokens: cached }),
});

/** `pause_turn` belongs to tools of the provider, which are not offered; what is new counts as an end. */
function toStop(reason: string | null, toolCalls: readonly InferenceToolCall[]): InferenceAnswer['stop'] {
  if (reason === 'refusal') return 'refusal';
  return reason === 'max_tokens' || reason === 'model_context_window_exceeded' ? 'length' : stopOf(toolCalls);
}

function toContent(message: InferenceMessage, isLast: boolean): readonly object[] {
  switch (message.role) {
    case 'user': return [{ type: 'text', text: message.text, ...(isLast && CACHE) }];
    case 'assistant': return toAssistantContent(message);
    case 'tool':
      return message.results.map(({ id, text, isError }, index) => ({ type: 'tool_result', tool_use_id: id, content: text, is_error: isError, ...(isLast && index === message.results.length - 1 && CACHE) }));
  }
}

function toAssistantContent({ text, toolCalls, continuation }: Extract<InferenceMessage, { role: 'assistant' }>): readonly object[] {
  const kept = contentSchema.safeParse(continuation).data?.filter((block) => block.type !== 'text' || block.text !== '') ?? [];
  if (kept.length > 0) return kept;
  const said = text === '' && toolCalls.length === 0 ? SAID_NOTHING : text;
  return [...(said === '' ? [] : [{ type: 'text', text: said }]), ...toolCalls.map(({ id, name, input }) => ({ type: 'tool_use', id, name, input }))];
}
