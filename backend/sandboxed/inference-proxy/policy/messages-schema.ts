import { z } from 'zod';
import { jsonSchema } from './inert-schemas.ts';
import { fraction, name, text, tokens } from './plain-schemas.ts';

/** Anthropic, Messages API (platform.claude.com/docs, "Create a Message"): what a local agent needs of it, and nothing else. */

const cached = { cache_control: z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() }).nullish() };

const textBlock = z.strictObject({ type: z.literal('text'), text, citations: z.null().optional(), ...cached });

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);

/** The source is in the request itself: `url` and `file` sources are other types, and are refused. */
const imageBlock = z.strictObject({
  type: z.literal('image'),
  source: z.strictObject({ type: z.literal('base64'), media_type: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']), data: base64 }),
  ...cached,
});

const documentBlock = z.strictObject({
  type: z.literal('document'),
  source: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('base64'), media_type: z.literal('application/pdf'), data: base64 }),
    z.strictObject({ type: z.literal('text'), media_type: z.literal('text/plain'), data: text }),
  ]),
  title: text.nullish(),
  context: text.nullish(),
  ...cached,
});

const resultBlock = z.discriminatedUnion('type', [textBlock, imageBlock, documentBlock]);

const block = z.discriminatedUnion('type', [
  textBlock,
  imageBlock,
  documentBlock,
  z.strictObject({ type: z.literal('thinking'), thinking: text, signature: text }),
  z.strictObject({ type: z.literal('redacted_thinking'), data: text }),
  z.strictObject({ type: z.literal('tool_use'), id: name, name, input: z.record(z.string(), z.unknown()), caller: z.strictObject({ type: z.literal('direct') }).optional(), ...cached }),
  z.strictObject({ type: z.literal('tool_result'), tool_use_id: name, content: z.union([text, z.array(resultBlock)]).optional(), is_error: z.boolean().optional(), ...cached }),
]);

/** A tool that the agent runs itself. A tool of the provider has another type, and a set of remote ones too. */
const tool = z.strictObject({
  type: z.literal('custom').optional(),
  name,
  description: text.optional(),
  input_schema: jsonSchema,
  strict: z.boolean().optional(),
  eager_input_streaming: z.boolean().nullish(),
  ...cached,
});

const parallel = { disable_parallel_tool_use: z.boolean().optional() };
const toolChoice = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('auto'), ...parallel }),
  z.strictObject({ type: z.literal('any'), ...parallel }),
  z.strictObject({ type: z.literal('tool'), name, ...parallel }),
  z.strictObject({ type: z.literal('none') }),
]);

const display = { display: z.enum(['summarized', 'omitted', 'updates']).nullish() };
const thinking = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('enabled'), budget_tokens: tokens, ...display }),
  z.strictObject({ type: z.literal('adaptive'), ...display }),
  z.strictObject({ type: z.literal('disabled') }),
]);

const amount = (type: string) => z.strictObject({ type: z.literal(type), value: tokens });
/** Edits forget parts of the conversation; they reach nothing. */
const edit = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('clear_thinking_20251015'), keep: z.union([z.literal('all'), amount('thinking_turns')]).optional() }),
  z.strictObject({
    type: z.literal('clear_tool_uses_20250919'),
    trigger: z.union([amount('input_tokens'), amount('tool_uses')]).optional(),
    keep: amount('tool_uses').optional(),
    clear_at_least: amount('input_tokens').nullish(),
    clear_tool_inputs: z.union([z.boolean(), z.array(name)]).nullish(),
    exclude_tools: z.array(name).nullish(),
  }),
]);

export const messagesSchema = z.strictObject({
  model: name,
  max_tokens: tokens,
  messages: z.array(z.strictObject({ role: z.enum(['user', 'assistant', 'system']), content: z.union([text, z.array(block)]) })).min(1),
  system: z.union([text, z.array(textBlock)]).optional(),
  tools: z.array(tool).optional(),
  tool_choice: toolChoice.optional(),
  thinking: thinking.optional(),
  context_management: z.strictObject({ edits: z.array(edit) }).nullish(),
  output_config: z.strictObject({ effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(), format: z.strictObject({ type: z.literal('json_schema'), schema: jsonSchema }).nullish() }).optional(),
  cache_control: cached.cache_control,
  stop_sequences: z.array(text).optional(),
  stream: z.boolean().optional(),
  temperature: fraction.optional(),
  top_p: fraction.optional(),
  top_k: tokens.optional(),
});
export type MessagesBody = z.infer<typeof messagesSchema>;
