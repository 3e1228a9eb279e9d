import type { Provider } from '../core/review/model-endpoint.ts';
import type { TokenUsage } from '../core/review/review.ts';

/** A tool that the model may call; `parameters` is a JSON Schema. */
export interface InferenceTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A turn of the conversation, in no provider's own form. */
export type InferenceMessage =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly toolCalls: readonly InferenceToolCall[]; readonly continuation?: unknown }
  | { readonly role: 'tool'; readonly results: readonly { readonly id: string; readonly text: string; readonly isError: boolean }[] };

export interface InferenceToolCall {
  readonly id: string;
  readonly name: string;
  /** Parsed JSON, unchecked: the model is not trusted. */
  readonly input: unknown;
}

export interface InferenceRequest {
  readonly system: string;
  readonly messages: readonly InferenceMessage[];
  readonly tools: readonly InferenceTool[];
  readonly maxOutputTokens: number;
}

export interface InferenceAnswer {
  readonly text: string;
  readonly toolCalls: readonly InferenceToolCall[];
  readonly stop: 'end' | 'tools' | 'length' | 'refusal';
  readonly usage: TokenUsage;
  /** What the provider wants back with this turn as it was (sealed thoughts); opaque to everybody else. */
  readonly continuation?: unknown;
}

/**
 * One model behind one endpoint, with retries and backoff inside. Throws PortError `inference_*` or `cancelled`; no message
 * ever holds the key.
 */
export interface Inference {
  readonly provider: Provider;
  readonly model: string;
  /** Host that the source text goes to, for people; null when it stays on this machine. */
  readonly leavesTo: string | null;
  complete(request: InferenceRequest, signal: AbortSignal): Promise<InferenceAnswer>;
}
