/** What the upstream answers to one request, in no provider's own form. */
export type UpstreamStep =
  /** The model calls tools (and may say something before). */
  | { readonly kind: 'tools'; readonly calls: readonly UpstreamCall[]; readonly text?: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refuse' }
  /** The answer was cut at the output limit. */
  | { readonly kind: 'cut'; readonly text: string }
  | { readonly kind: 'status'; readonly status: number; readonly type?: string; readonly code?: string; readonly headers?: Readonly<Record<string, string>> }
  /** Exactly these bytes. */
  | { readonly kind: 'raw'; readonly body: string | Uint8Array; readonly contentType?: string; readonly headers?: Readonly<Record<string, string>> }
  /** A valid answer with a text of that many bytes. */
  | { readonly kind: 'huge'; readonly bytes: number }
  | { readonly kind: 'hang' }
  /** The connection is dropped: before anything was answered, or in the middle of the body. */
  | { readonly kind: 'drop'; readonly after: 'nothing' | 'half' };

export interface UpstreamCall {
  readonly name: string;
  readonly input: unknown;
  /** Written instead of `input` where the protocol carries arguments as text. */
  readonly rawArguments?: string;
}

export type UpstreamProtocol = 'messages' | 'chat' | 'responses' | 'models';

/** A request as it arrived. */
export interface UpstreamRequest {
  readonly protocol: UpstreamProtocol | 'other';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; null where there was none. */
  readonly body: unknown;
  readonly text: string;
}

/** Decides by the number of model requests before this one (from 0), and what this one says. */
export type UpstreamScript = (turn: number, request: UpstreamRequest) => UpstreamStep;

/** Plays steps in order; the last one for ever. */
export function inOrder(...steps: readonly UpstreamStep[]): UpstreamScript {
  return (turn) => steps[Math.min(turn, steps.length - 1)] ?? { kind: 'text', text: 'The script is empty.' };
}
