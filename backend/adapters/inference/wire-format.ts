import type { InferenceAnswer, InferenceRequest, InferenceToolCall } from '../../ports/inference.ts';

/** One provider's form of a request and its answer. */
export interface WireFormat {
  /** Below the base address. */
  readonly path: string;
  headers(key: string | null): Readonly<Record<string, string>>;
  toBody(model: string, request: InferenceRequest): object;
  /** Null for an answer that is not of this form. Token counts are null where the provider gave none. */
  toAnswer(body: unknown): WireAnswer | null;
}

export type WireAnswer = Omit<InferenceAnswer, 'usage'> & { readonly tokens: { readonly input: number; readonly output: number } | null };

/** What stands in for a turn in which the model said nothing: providers refuse empty ones. */
export const SAID_NOTHING = '(nothing)';

export function bearer(key: string | null): Readonly<Record<string, string>> {
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

export function stopOf(toolCalls: readonly InferenceToolCall[]): 'tools' | 'end' {
  return toolCalls.length > 0 ? 'tools' : 'end';
}
