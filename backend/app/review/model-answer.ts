import type { WireModelSettings } from '../../contract/review.ts';
import { isPortError } from '../../ports/port-error.ts';
import { DEFAULT_LOCAL_URL } from './model-settings.ts';
import type { ModelKeeper } from './model-keeper.ts';
import type { Reviewing } from './reviewing.ts';

/** Models, keys and the cache of sources as settings show them. An engine that is not there has no cache. */
export async function readModelAnswer(models: ModelKeeper, reviewing: Reviewing, signal: AbortSignal): Promise<WireModelSettings> {
  const { provider, model, localUrl, budgetTokens, timeoutSeconds } = models.current();
  return {
    provider,
    model,
    localUrl: localUrl ?? DEFAULT_LOCAL_URL,
    keys: { anthropic: models.keys.origin('anthropic'), openai: models.keys.origin('openai') },
    budgetTokens,
    timeoutSeconds,
    cache: await readCache(reviewing, signal),
  };
}

async function readCache({ sandbox }: Reviewing, signal: AbortSignal): Promise<WireModelSettings['cache']> {
  try {
    const cached = await sandbox.cachedSources(signal);
    return { sources: cached.length, bytes: cached.reduce((sum, { bytes }) => sum + bytes, 0) };
  } catch (error) {
    if (!isPortError(error)) throw error;
    return { sources: 0, bytes: 0 };
  }
}
