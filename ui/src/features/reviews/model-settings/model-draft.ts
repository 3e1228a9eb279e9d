import type { WireModelSettings, WireModelSettingsRequest, WireProvider } from '../../../../../backend/contract/review.ts';
import { budgetError, timeLimitError } from '../limit-rules.ts';

/** The form as it is typed. */
export interface ModelDraft {
  readonly provider: WireProvider | 'none';
  readonly model: string;
  readonly localUrl: string;
  readonly budget: string;
  /** In minutes. */
  readonly timeLimit: string;
}

export function toDraft({ provider, model, localUrl, budgetTokens, timeoutSeconds }: WireModelSettings): ModelDraft {
  return { provider: provider ?? 'none', model: model ?? '', localUrl, budget: String(budgetTokens), timeLimit: String(Number((timeoutSeconds / 60).toFixed(2))) };
}

/** The body of the request; call it for a draft without errors. */
export function toModelRequest({ provider, model, localUrl, budget, timeLimit }: ModelDraft): WireModelSettingsRequest {
  return {
    provider: provider === 'none' ? null : provider,
    model: model.trim() === '' ? null : model.trim(),
    localUrl: localUrl.trim(), budgetTokens: Number(budget), timeoutSeconds: Math.round(Number(timeLimit) * 60),
  };
}

/** What is wrong, by field. */
export function draftErrors({ provider, model, localUrl, budget, timeLimit }: ModelDraft): Readonly<Partial<Record<keyof ModelDraft, string>>> {
  const found: Readonly<Record<string, string | null>> = {
    model: provider !== 'none' && model.trim() === '' ? 'Name the model, as its provider does.' : null,
    localUrl: isEndpoint(localUrl.trim()) ? null : 'Give an http or https address without a user name in it.',
    budget: budgetError(budget), timeLimit: timeLimitError(timeLimit),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([field, error]) => (error === null ? [] : [[field, error]])));
}

function isEndpoint(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}
