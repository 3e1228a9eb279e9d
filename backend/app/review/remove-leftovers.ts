import { isPortError } from '../../ports/port-error.ts';
import type { Reviewing } from './reviewing.ts';

/**
 * Removes what reviews of a process that died left in the engine; answers how many things. An engine that is not there
 * keeps its own: they are removed at a later start.
 */
export async function removeLeftovers(opened: { reviewing(): Promise<Reviewing> }, signal: AbortSignal): Promise<number> {
  const { sandbox } = await opened.reviewing();
  try {
    return await sandbox.removeLeftovers(signal);
  } catch (error) {
    if (!isPortError(error)) throw error;
    return 0;
  }
}
