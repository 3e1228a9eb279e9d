import { z } from 'zod';
import { inlinePicture, jsonSchema } from './inert-schemas.ts';
import { fraction, name, text, tokens } from './plain-schemas.ts';

/** OpenAI, Responses API (developers.openai.com, "Create a model response"): what a local agent needs of it, and nothing else. */

const state = { id: name.nullish(), status: z.enum(['in_progress', 'completed', 'incomplete']).nullish() };

const picture = z.strictObject({ type: z.literal('input_image'), image_url: inlinePicture, detail: z.enum(['auto', 'low', 'high', 'original']).nullish() });
const inputText = z.strictObject({ type: z.literal('input_text'), text });

/** Annotations cite what a tool of the provider found: with local tools there are none. */
const outputText = z.strictObject({ type: z.literal('output_text'), text, annotations: z.array(z.never()).optional(), logprobs: z.array(z.never()).optional() });

const part = z.discriminatedUnion('type', [inputText, outputText, picture, z.strictObject({ type: z.literal('refusal'), refusal: text })]);
const output = z.union([text, z.array(z.discriminatedUnion('type', [inputText, picture]))]);

const functionTool = z.strictObject({ type: z.literal('function'), name, description: text.nullish(), parameters: jsonSchema.nullish(), strict: z.boolean().nullish() });
const format = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('grammar'), syntax: z.enum(['lark', 'regex']), definition: text }),
]);
const customTool = z.strictObject({ type: z.literal('custom'), name, description: text.nullish(), format: format.optional() });

/** A namespace is a heading over tools that the agent runs itself; it holds no other kind. */
const namespace = z.strictObject({ type: z.literal('namespace'), name, description: text.optional(), tools: z.array(z.discriminatedUnion('type', [functionTool, customTool])) });
const tool = z.discriminatedUnion('type', [functionTool, customTool, namespace]);

const call = { call_id: name, name, namespace: name.nullish(), ...state };
const item = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('message'), role: z.enum(['user', 'assistant', 'system', 'developer']), content: z.union([text, z.array(part)]), phase: z.enum(['commentary', 'final_answer']).nullish(), ...state }),
  z.strictObject({ type: z.literal('function_call'), arguments: text, ...call }),
  z.strictObject({ type: z.literal('function_call_output'), call_id: name, output, ...state }),
  z.strictObject({ type: z.literal('custom_tool_call'), input: text, ...call }),
  z.strictObject({ type: z.literal('custom_tool_call_output'), call_id: name, name: name.nullish(), output, ...state }),
  z.strictObject({
    type: z.literal('reasoning'),
    summary: z.array(z.strictObject({ type: z.literal('summary_text'), text })),
    content: z.array(z.strictObject({ type: z.literal('reasoning_text'), text })).nullish(),
    encrypted_content: text.nullish(),
    ...state,
  }),
  z.strictObject({ type: z.literal('additional_tools'), id: name.nullish(), role: z.literal('developer').optional(), tools: z.array(tool) }),
]);

const effort = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'ultra']);
const textFormat = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('json_schema'), name, schema: jsonSchema, strict: z.boolean().nullish(), description: text.optional() }),
]);

export const responsesSchema = z.strictObject({
  model: name,
  input: z.union([text, z.array(item)]),
  instructions: text.nullish(),
  tools: z.array(tool).optional(),
  tool_choice: z.union([z.enum(['auto', 'none', 'required']), z.strictObject({ type: z.enum(['function', 'custom']), name })]).optional(),
  parallel_tool_calls: z.boolean().nullish(),
  reasoning: z.strictObject({ effort: effort.nullish(), summary: z.enum(['auto', 'concise', 'detailed', 'none']).nullish(), context: z.enum(['auto', 'current_turn', 'all_turns']).nullish() }).nullish(),
  /** What is kept at the provider can be asked for later, from elsewhere. */
  store: z.literal(false).optional(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_obfuscation: z.boolean().optional() }).nullish(),
  include: z.array(z.literal('reasoning.encrypted_content')).nullish(),
  prompt_cache_key: z.string().max(128).nullish(),
  text: z.strictObject({ verbosity: z.enum(['low', 'medium', 'high']).nullish(), format: textFormat.optional() }).optional(),
  max_output_tokens: tokens.nullish(),
  temperature: fraction.nullish(),
  top_p: fraction.nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
});
export type ResponsesBody = z.infer<typeof responsesSchema>;
