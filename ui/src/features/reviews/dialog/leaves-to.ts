import type { WireAgentOption, WireModelSettings } from '../../../../../backend/contract/review.ts';
import { PROVIDER_HOSTS } from '../agent-words.ts';
import type { ReviewDraft } from './draft-types.ts';

/** Where the source text goes by the draft; null: it stays on this machine. */
export function leavesTo(draft: ReviewDraft, option: WireAgentOption, settings: WireModelSettings | null): string | null {
  if (draft.agent === 'static') return null;
  if (draft.provider === option.provider) return option.leavesTo;
  switch (draft.provider) {
    case null: return option.leavesTo;
    case 'anthropic':
    case 'openai': return PROVIDER_HOSTS[draft.provider];
    case 'local': return localHost(settings?.localUrl ?? '');
  }
}

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]', 'host.docker.internal', 'model-runner.docker.internal'];

/** A local endpoint may be on another machine: then its host; an address that cannot be read is not said to be this machine. */
function localHost(address: string): string | null {
  if (!URL.canParse(address)) return 'the local endpoint of the settings';
  const { hostname } = new URL(address);
  return THIS_MACHINE.includes(hostname) ? null : hostname;
}
