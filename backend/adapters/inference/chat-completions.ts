import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { InferenceAnswer, InferenceMessage, InferenceToolCall } from '../../ports/inference.ts';
import { parseArguments } from './parse-arguments.ts';
import { bearer, SAID_NOTHING, stopOf, type WireFormat } from './wire-format.ts';

/** OpenAI's chat completions, as the Docker Model Runner and other local servers speak them. */
export const chatCompletions: WireFormat = {
  path: '/chat/completions',
  headers: bearer,
  toBody: (model, { system, messages, tools, maxOutputTokens }) => ({
    model,
    messages: [{ role: 'system', content: system }, ...messages.flatMap(toMessages)],
    max_tokens: maxOutputTokens,
    stream: false,
    ...(tools.length > 0 && { tools: tools.map(({ name, description, parameters }) => ({ type: 'function', function: { name, description, parameters } })) }),
  }),
  toAnswer: (body) => {
    const answer = answerSchema.safeParse(body).data;
    const choice = answer?.choices[0];
    if (answer === undefined || choice === undefined) return null;
    const { message, finish_reason } = choice;
    const toolCalls = message.tool_calls.map(({ id, function: { name, arguments: text } }) => ({ id: id ?? randomUUID(), name, input: parseArguments(text) }));
    const isRefused = finish_reason === 'content_filter' || (message.refusal ?? '') !== '';
    return {
      text: message.content ?? '',
      toolCalls,
      stop: toStop({ isRefused, reason: finish_reason }, toolCalls),
      tokens: answer.usage === null ? null : { input: answer.usage.prompt_tokens, output: answer.usage.completion_tokens },
    };
  },
};

const count = z.number().int().min(0);

/** Some servers leave out the id of a call. */
const toolCallSchema = z.object({ id: z.string().min(1).max(200).nullish(), function: z.object({ name: z.string().max(200), arguments: z.string() }) });

const answerSchema = z.object({
  choices: z.array(z.object({
    message: z.object({
      content: z.string().nullish(),
      refusal: z.string().nullish(),
      tool_calls: z.array(toolCallSchema).nullish().transform((calls) => calls ?? []),
    }),
    finish_reason: z.string().nullish(),
  })).min(1),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish().transform((usage) => usage ?? null),
});

/** Servers differ in whether they end with `stop` or `tool_calls`: the calls themselves decide. */
function toStop({ isRefused, reason }: { readonly isRefused: boolean; readonly reason: string | null | undefined }, toolCalls: readonly InferenceToolCall[]): InferenceAnswer['stop'] {
  if (isRefused) return 'refusal';
  return reason === 'length' ? 'length' : stopOf(toolCalls);
}

function toMessages(message: InferenceMessage): readonly object[] {
  switch (message.role) {
    case 'user': return [{ role: 'user', content: message.text }];
    case 'tool': return message.results.map(({ id, text }) => ({ role: 'tool', tool_call_id: id, content: text }));
    case 'assistant': {
      const calls = message.toolCalls.map(({ id, name, input }) => ({ id, type: 'function', function: { name, arguments: JSON.stringify(input) } }));
      const content = message.text === '' && calls.length === 0 ? SAID_NOTHING : message.text;
      return [{ role: 'assistant', content, ...(calls.length > 0 && { tool_calls: calls }) }];
    }
  }
}
