import { CodedError } from '../../core/coded-error.ts';
import type { GapCode } from '../../core/gap-code.ts';
import type { TokenUsage } from '../../core/review/review.ts';
import { PROXY_FOLDER, proxyMessageSchema, type ProxyMessage, type ProxyOrder } from '../../sandboxed/protocol/proxy-messages.ts';
import type { Box, BoxCall, BoxMaker } from './box.ts';
import { readMessages, toEndError } from './message-lines.ts';

export interface ProxyPlan {
  readonly boxes: BoxMaker;
  /** Image id of the sandbox. */
  readonly image: string;
  readonly run: string;
  /** The volume for its socket. */
  readonly volume: string;
  readonly order: ProxyOrder;
  readonly onUsage: (usage: TokenUsage) => void;
}

/** A running proxy, seen from outside. */
export interface ProxyBox {
  readonly usage: () => TokenUsage;
  /** What kept the agent from working, as far as the proxy saw it: the last failure that no answer followed. */
  readonly trouble: () => GapCode | 'budget_exhausted' | null;
  /** Rejects when the proxy ends before it is told to, or the key is refused; never resolves. */
  readonly broken: Promise<never>;
  remove(): Promise<void>;
}

interface Seen {
  usage: TokenUsage;
  trouble: GapCode | 'budget_exhausted' | null;
}

/**
 * Starts the inference proxy of a run. The key goes over its standard input and nowhere else.
 * @throws CodedError `sandbox_*`, `engine_*`, `cancelled`
 */
export async function openProxyBox(plan: ProxyPlan, call: BoxCall): Promise<ProxyBox> {
  const { boxes, image, run, volume, order } = plan;
  const mounts = [{ volume, target: PROXY_FOLDER, isReadOnly: false }];
  const box = await boxes.open({ kind: 'proxy', run, image, command: ['proxy'], environment: {}, mounts }, call);
  try {
    await box.write(`${JSON.stringify(order)}\n`);
    const messages = readMessages(box, proxyMessageSchema)[Symbol.asyncIterator]();
    const first = await messages.next();
    if (first.done === true) throw await toEndError(box, 'The inference proxy');
    if (first.value.kind !== 'listening') throw new CodedError<GapCode>('sandbox_failed', 'The inference proxy did not start.');
    return watch(plan, box, messages);
  } catch (error) {
    await box.remove();
    throw error;
  }
}

function watch({ onUsage }: ProxyPlan, box: Box, messages: AsyncIterator<ProxyMessage>): ProxyBox {
  const seen: Seen = { usage: { inputTokens: 0, outputTokens: 0, requests: 0 }, trouble: null };
  const follow = async (): Promise<never> => {
    for (let next = await messages.next(); next.done !== true; next = await messages.next()) {
      take(seen, next.value);
      if (next.value.kind === 'usage') onUsage(seen.usage);
      // Command lines ask again for minutes; a key that is refused once stays so.
      if (seen.trouble === 'inference_unauthorized') throw new CodedError<GapCode>('inference_unauthorized', 'The provider refused the key.');
    }
    throw await toEndError(box, 'The inference proxy');
  };
  const broken = follow();
  // Looked at only while an agent runs.
  broken.catch(() => undefined);
  return { usage: () => seen.usage, trouble: () => seen.trouble, broken, remove: () => box.remove() };
}

function take(seen: Seen, message: ProxyMessage): void {
  switch (message.kind) {
    case 'usage':
      seen.usage = { inputTokens: message.inputTokens, outputTokens: message.outputTokens, requests: message.requests };
      seen.trouble = null;
      break;
    case 'upstream':
      seen.trouble = toTrouble(message.status);
      break;
    case 'refused':
      if (message.code === 'budget_exhausted' || message.code === 'requests_exhausted') seen.trouble = 'budget_exhausted';
      break;
    case 'listening':
    case 'failed':
      break;
  }
}

function toTrouble(status: number): GapCode {
  if (status === 0) return 'inference_unreachable';
  if (status === 401 || status === 403) return 'inference_unauthorized';
  if (status === 429) return 'inference_rate_limited';
  return status >= 500 ? 'inference_unavailable' : 'inference_bad_answer';
}
