import { z } from 'zod';
import type { Api } from './policy/api.ts';
import { BYTES_OF_A_TOKEN, PROXY_LIMITS } from './proxy-limits.ts';

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const count = z.number().int().nonnegative().nullish().transform((value) => value ?? 0);

/** Anthropic counts cached input apart; OpenAI's counts hold it. */
const usageSchema = z.object({ input_tokens: count, cache_creation_input_tokens: count, cache_read_input_tokens: count, output_tokens: count, prompt_tokens: count, completion_tokens: count });
const holder = z.object({ usage: usageSchema.nullish() });
const answerSchema = z.object({ usage: usageSchema.nullish(), message: holder.nullish(), response: holder.nullish() });

/** Reads what the provider counted out of an answer that passes by, whole or as events, and changes nothing. */
export class UsageReader {
  readonly #decoder = new TextDecoder();
  #line = '';
  #isLineTooLong = false;
  #bytes = 0;
  #input = 0;
  #output = 0;

  push(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    const lines = this.#decoder.decode(chunk, { stream: true }).split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      this.#append(line);
      this.#endLine();
    }
    this.#append(last);
  }

  /**
   * What the answer cost. Where the provider said nothing, or was interrupted before it did, it is estimated from the bytes:
   * an agent that hangs up early doesn't read for nothing.
   */
  end(request: { readonly api: Api; readonly bytes: number }): Usage {
    this.#endLine();
    const isCounted = this.#input > 0;
    return {
      inputTokens: isCounted ? this.#input : Math.ceil(request.bytes / BYTES_OF_A_TOKEN),
      outputTokens: this.#output > 0 && (isCounted || request.api === 'messages') ? this.#output : Math.ceil(this.#bytes / BYTES_OF_A_TOKEN),
    };
  }

  #append(text: string): void {
    if (this.#line.length + text.length > PROXY_LIMITS.eventLineBytes) this.#isLineTooLong = true;
    else this.#line += text;
  }

  #endLine(): void {
    const line = this.#line.trim();
    this.#line = '';
    const isTooLong = this.#isLineTooLong;
    this.#isLineTooLong = false;
    const json = line.startsWith('data:') ? line.slice('data:'.length) : line;
    if (isTooLong || !json.includes('"usage"')) return;
    const answer = answerSchema.safeParse(parseLoosely(json));
    if (answer.success) this.#take(answer.data);
  }

  /** Counts grow while an answer is made: the largest is the last. */
  #take({ usage, message, response }: z.infer<typeof answerSchema>): void {
    for (const counted of [usage, message?.usage, response?.usage]) {
      if (counted === undefined || counted === null) continue;
      this.#input = Math.max(this.#input, counted.input_tokens + counted.cache_creation_input_tokens + counted.cache_read_input_tokens, counted.prompt_tokens);
      this.#output = Math.max(this.#output, counted.output_tokens, counted.completion_tokens);
    }
  }
}

/** A line that isn't JSON says nothing about usage, and is the agent's to deal with. */
function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
