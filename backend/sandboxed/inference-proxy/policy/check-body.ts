import { z } from 'zod';
import { CodedError } from '../../../core/coded-error.ts';
import { parseStrictJson } from '../../../core/json/strict-json.ts';
import { decodeUtf8 } from '../../../core/json/utf8.ts';
import { Refusal } from '../refusal.ts';
import type { Api } from './api.ts';
import { boundChat, boundMessages, boundResponses } from './bound-body.ts';
import { chatSchema } from './chat-schema.ts';
import { messagesSchema } from './messages-schema.ts';
import { toPlainJson } from './plain-json.ts';
import { responsesSchema } from './responses-schema.ts';
import { toRefusal } from './to-refusal.ts';

export interface BodyPolicy {
  readonly models: readonly string[];
  /** Tokens that the answer may have. */
  readonly answerTokens: number;
}

/** Says who asks, or where to look the answer up again. The provider needs none of it, so it stays here. */
const LEFT_OUT: ReadonlySet<string> = new Set(['metadata', 'client_metadata', 'user', 'safety_identifier']);

/**
 * Reads a request body and writes it anew: what comes out holds only fields, tools and content that the policy knows.
 * @param bytes the body, not compressed
 * @returns JSON
 * @throws Refusal
 */
export function checkBody(api: Api, bytes: Uint8Array, policy: BodyPolicy): string {
  const value = toRecord(parse(bytes));
  switch (api) {
    case 'messages':
      return JSON.stringify(boundMessages(accept(messagesSchema, value, policy), policy.answerTokens));
    case 'responses':
      return JSON.stringify(boundResponses(accept(responsesSchema, value, policy), policy.answerTokens));
    case 'chat':
      return JSON.stringify(boundChat(accept(chatSchema, value, policy), policy.answerTokens));
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return toPlainJson(parseStrictJson(decodeUtf8(bytes)));
  } catch (error) {
    if (error instanceof CodedError) throw new Refusal('json_refused', String(error.code));
    throw error;
  }
}

function toRecord(value: unknown): Record<string, unknown> {
  const record = z.record(z.string(), z.unknown()).safeParse(value);
  if (!record.success) throw new Refusal('json_refused', 'object');
  return Object.fromEntries(Object.entries(record.data).filter(([key]) => !LEFT_OUT.has(key)));
}

function accept<T extends { readonly model: string }>(schema: z.ZodType<T>, value: Record<string, unknown>, policy: BodyPolicy): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw toRefusal(parsed.error.issues);
  if (!policy.models.includes(parsed.data.model)) throw new Refusal('model_refused');
  return parsed.data;
}
