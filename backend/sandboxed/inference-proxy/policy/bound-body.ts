import type { ChatBody } from './chat-schema.ts';
import type { MessagesBody } from './messages-schema.ts';
import type { ResponsesBody } from './responses-schema.ts';

/** Anthropic asks for at least so much, and for less than `max_tokens`. */
const LEAST_THINKING = 1_024;

/** The same request, with at most `most` tokens of answer; `most` is more than `LEAST_THINKING` by far. */
export function boundMessages(body: MessagesBody, most: number): MessagesBody {
  const maxTokens = Math.min(body.max_tokens, most);
  const { thinking } = body;
  if (thinking?.type !== 'enabled' || thinking.budget_tokens < maxTokens) return { ...body, max_tokens: maxTokens };
  return { ...body, max_tokens: maxTokens, thinking: { ...thinking, budget_tokens: Math.max(LEAST_THINKING, maxTokens - LEAST_THINKING) } };
}

/** Nothing is kept at the provider, whatever its default. */
export function boundResponses(body: ResponsesBody, most: number): ResponsesBody {
  return { ...body, store: false, max_output_tokens: Math.min(body.max_output_tokens ?? most, most) };
}

/** Usage comes in a stream only when it is asked for. */
export function boundChat(body: ChatBody, most: number): ChatBody {
  const { max_tokens: older, max_completion_tokens: newer, ...rest } = body;
  const limit = Math.min(newer ?? older ?? most, most);
  const usage = body.stream === true ? { stream_options: { include_usage: true } } : {};
  return { ...rest, ...usage, store: false, ...(older === undefined || older === null ? { max_completion_tokens: limit } : { max_tokens: limit }) };
}
