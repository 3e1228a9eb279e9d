import type { PinHistory, PinInterval } from './pin-history.ts';
import { isSameProject } from './project.ts';

/** What one commit of the registry said about a server. `at` is that commit's time, ISO 8601 UTC. */
export type PinObservation =
  | { readonly at: string; readonly kind: 'pinned'; readonly project: string; readonly commit: string }
  /** Listed, without a pin. */
  | { readonly at: string; readonly kind: 'unpinned' }
  | { readonly at: string; readonly kind: 'removed' }
  /** The entry, its project or its commit could not be read. */
  | { readonly at: string; readonly kind: 'unreadable' };

interface State {
  readonly intervals: PinInterval[];
  open: PinInterval | null;
  unreadableSince: string | null;
  removedAt: string | null;
}

/**
 * Builds the pin history of a server from what the registry's commits said, oldest first (the order counts: a commit
 * time that runs backwards is taken as the time of the commit before it).
 *
 * An unreadable revision between two readable ones costs that revision alone. Where nothing readable follows, the pin
 * ends there: what cannot be read is never taken for the current pin. `project` is expected normalised, `commit` as
 * 40 lower-case hex digits.
 */
export function buildPinHistory(server: string, observations: readonly PinObservation[]): PinHistory {
  const state: State = { intervals: [], open: null, unreadableSince: null, removedAt: null };
  let latest = '';
  for (const observation of observations) {
    latest = observation.at > latest ? observation.at : latest;
    observe(state, observation, latest);
  }
  if (state.open !== null) state.intervals.push({ ...state.open, until: state.unreadableSince });
  return { server, intervals: state.intervals, removedAt: state.removedAt };
}

function observe(state: State, observation: PinObservation, at: string): void {
  state.removedAt = observation.kind === 'removed' ? at : null;
  if (observation.kind === 'unreadable') {
    state.unreadableSince ??= at;
    return;
  }
  state.unreadableSince = null;
  if (observation.kind !== 'pinned') {
    close(state, at);
    return;
  }
  const { project, commit } = observation;
  if (state.open !== null && state.open.commit === commit && isSameProject(state.open.project, project)) return;
  close(state, at);
  state.open = { project, commit, from: at, until: null };
}

function close(state: State, until: string): void {
  if (state.open !== null) state.intervals.push({ ...state.open, until });
  state.open = null;
}
