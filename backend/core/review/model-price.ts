import type { TokenUsage } from './review.ts';

/** US dollars for a million tokens, as listed for requests at the ordinary rate and up to the ordinary context. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
}

/** List prices by the name of a model, as read from the providers' price pages on 22 November 2026. What has several rates by size, or is not known for certain, is left out. */
export const MODEL_PRICES: Readonly<Record<string, ModelPrice>> = {
  'claude-fable-5': { input: 10, output: 50 },
  'claude-fable-5-1': { input: 10, output: 50 },
  'claude-fable-5-2': { input: 8, output: 40 },
  'claude-opus-5-5': { input: 4, output: 20 },
  'claude-opus-5': { input: 5, output: 25 },
  'claude-opus-4-8': { input: 5, output: 25 },
  'claude-opus-4-7': { input: 5, output: 25 },
  'claude-opus-4-6': { input: 5, output: 25 },
  'claude-opus-4-5': { input: 5, output: 25 },
  'claude-sonnet-5-5': { input: 2, output: 10 },
  'claude-sonnet-5': { input: 2, output: 10 },
  'claude-sonnet-4-6': { input: 3, output: 15 },
  'claude-sonnet-4-5': { input: 3, output: 15 },
  'claude-haiku-4-5': { input: 1, output: 5 },
  'gpt-6-astra': { input: 10, output: 50 },
  'gpt-6-sol': { input: 2, output: 10 },
  'gpt-6-luna': { input: 0.1, output: 0.5 },
  'gpt-5.6-sol': { input: 5, output: 30 },
  'gpt-5.6-terra': { input: 2, output: 12 },
  'gpt-5.6-luna': { input: 0.2, output: 1.2 },
  'gpt-5.5': { input: 5, output: 30 },
  'gpt-5.4': { input: 2.5, output: 15 },
  'gpt-5.4-mini': { input: 0.75, output: 4.5 },
  'gpt-5.4-nano': { input: 0.2, output: 1.25 },
  'gpt-5.3-codex': { input: 1.75, output: 14 },
  'gpt-5.2': { input: 1.75, output: 14 },
  'gpt-5.1': { input: 1.25, output: 10 },
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
};

/** A snapshot of a model is named after it with a date, or `latest`. */
const SNAPSHOT = /^-(?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$/;

/**
 * What a use of a model costs by its list price, in US dollars; null for a model that is not listed. Cached input is
 * counted at the full rate: an upper estimate.
 */
export function estimateCost(model: string, usage: Pick<TokenUsage, 'inputTokens' | 'outputTokens'>, prices: Readonly<Record<string, ModelPrice>> = MODEL_PRICES): number | null {
  const price = Object.entries(prices).find(([name]) => model === name || (model.startsWith(name) && SNAPSHOT.test(model.slice(name.length))))?.[1];
  return price === undefined ? null : (usage.inputTokens * price.input + usage.outputTokens * price.output) / 1_000_000;
}
