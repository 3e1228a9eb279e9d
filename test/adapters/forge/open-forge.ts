import { onTestFinished } from 'vitest';
import { createGitHubForge, type GitHubForgeSettings } from '../../../backend/adapters/forge/create-github-forge.ts';
import type { Forge } from '../../../backend/ports/forge.ts';
import { openForgeStandIn, type ForgeStandIn, type StandInOptions } from '../../support/forge-stand-in/open-forge-stand-in.ts';

export interface OpenedForge {
  readonly forge: Forge;
  readonly standIn: ForgeStandIn;
  /** Waits that were asked for; time passes by them alone. */
  readonly waits: readonly number[];
  readonly passTime: (milliseconds: number) => void;
}

/** The adapter before a stand-in of its own, with a clock that only waiting moves. */
export async function openForge(options: StandInOptions = {}, settings: Partial<GitHubForgeSettings> = {}): Promise<OpenedForge> {
  const standIn = await openForgeStandIn(options);
  onTestFinished(standIn.close);
  const waits: number[] = [];
  let now = Date.parse('2026-03-01T12:00:00Z');
  standIn.state.reset = now / 1000 + 90;
  const forge = createGitHubForge({
    repository: standIn.repository,
    baseUrl: standIn.baseUrl,
    token: standIn.token,
    fetch: globalThis.fetch,
    clock: () => now,
    sleep: async (milliseconds, signal) => {
      waits.push(milliseconds);
      now += milliseconds;
      await Promise.resolve();
      signal.throwIfAborted();
    },
    isPaced: false,
    ...settings,
  });
  return { forge, standIn, waits, passTime: (milliseconds) => void (now += milliseconds) };
}

export const SIGNAL = new AbortController().signal;
export const COMMIT = 'c0ffee00'.repeat(5);
