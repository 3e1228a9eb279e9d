import { z } from 'zod';
import { inlinePicture, jsonSchema } from './inert-schemas.ts';
import { fraction, name, text, tokens } from './plain-schemas.ts';

/** OpenAI, Chat Completions API (developers.openai.com, "Create chat completion"): what a local agent needs of it, and nothing else. */

const textPart = z.strictObject({ type: z.literal('text'), text });
const part = z.discriminatedUnion('type', [
  textPart,
  z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: inlinePicture, detail: z.enum(['auto', 'low', 'high']).optional() }) }),
]);
const answerPart = z.discriminatedUnion('type', [textPart, z.strictObject({ type: z.literal('refusal'), refusal: text })]);

const toolCall = z.strictObject({ id: name, type: z.literal('function'), function: z.strictObject({ name, arguments: text }) });

const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(['system', 'developer']), content: z.union([text, z.array(textPart)]), name: name.optional() }),
  z.strictObject({ role: z.literal('user'), content: z.union([text, z.array(part)]), name: name.optional() }),
  z.strictObject({ role: z.literal('assistant'), content: z.union([text, z.array(answerPart)]).nullish(), refusal: text.nullish(), tool_calls: z.array(toolCall).optional(), name: name.optional() }),
  z.strictObject({ role: z.literal('tool'), tool_call_id: name, content: z.union([text, z.array(textPart)]) }),
]);

const tool = z.strictObject({ type: z.literal('function'), function: z.strictObject({ name, description: text.optional(), parameters: jsonSchema.optional(), strict: z.boolean().nullish() }) });

const responseFormat = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('json_object') }),
  z.strictObject({ type: z.literal('json_schema'), json_schema: z.strictObject({ name, schema: jsonSchema, strict: z.boolean().nullish(), description: text.optional() }) }),
]);

export const chatSchema = z.strictObject({
  model: name,
  messages: z.array(message).min(1),
  tools: z.array(tool).optional(),
  tool_choice: z.union([z.enum(['auto', 'none', 'required']), z.strictObject({ type: z.literal('function'), function: z.strictObject({ name }) })]).optional(),
  parallel_tool_calls: z.boolean().optional(),
  max_tokens: tokens.nullish(),
  max_completion_tokens: tokens.nullish(),
  n: z.literal(1).nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).nullish(),
  response_format: responseFormat.optional(),
  stop: z.union([text, z.array(text)]).nullish(),
  store: z.literal(false).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() }).nullish(),
  temperature: fraction.nullish(),
  top_p: fraction.nullish(),
  seed: z.number().int().nullish(),
});
export type ChatBody = z.infer<typeof chatSchema>;
