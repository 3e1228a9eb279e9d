import { CodedError } from '../../core/coded-error.ts';
import { writePullRequest, type DescribedMove } from '../../core/pin/pull-request-text.ts';
import type { Forge, ForgePullRequest } from '../../ports/forge.ts';
import type { PinUpdate, PinUpdates } from './pin-update.ts';
import { decidePublication, findTouch } from './publish-decision.ts';
import { orCodedError, untouchable, type PublishedPullRequest } from './publish-result.ts';

/** Pull requests of one run of `updatePins`, asked for one after another, as the forge wishes. */
export interface PullRequestPublisher {
  /**
   * For `UpdateOptions.veto`, before any branch moves: servers whose pull request a person edited or closed, or cannot be
   * read, and why. Throws CodedError `cancelled`.
   */
  readonly veto: (updates: readonly PinUpdate[], signal: AbortSignal) => Promise<ReadonlyMap<string, CodedError>>;
  /**
   * Opens or refreshes one pull request for each update whose branch stands at the remote. A server that fails does not
   * stop the others; without anything new nothing is written. Throws CodedError `cancelled`.
   */
  readonly publish: (updates: Pick<PinUpdates, 'base' | 'updates'>, options: PublishOptions) => Promise<readonly PublishedPullRequest[]>;
}

export interface PublishOptions {
  readonly signal: AbortSignal;
  readonly onPublished?: (published: PublishedPullRequest) => void;
}

type Found = ForgePullRequest | CodedError | null;

export function createPullRequestPublisher(forge: Forge): PullRequestPublisher {
  const known = new Map<string, Found>();
  let refusal: CodedError | null = null;
  const guard = async <Result>(work: () => Promise<Result>): Promise<Result | CodedError> => {
    // A token that is refused once is refused always: the others are not asked for.
    const result = refusal ?? (await orCodedError(work));
    if (result instanceof CodedError && result.code === 'forge_unauthorized') refusal = result;
    return result;
  };
  const find = async (branch: string, signal: AbortSignal): Promise<Found> => {
    const found = known.has(branch) ? (known.get(branch) ?? null) : await guard(() => forge.findPullRequest(branch, signal));
    known.set(branch, found);
    return found;
  };
  return {
    veto: async (updates, signal) => {
      const vetoed = new Map<string, CodedError>();
      for (const { server, branch } of updates) {
        const error = toVeto(await find(branch, signal));
        if (error !== null) vetoed.set(server, error);
      }
      return vetoed;
    },
    publish: async ({ base, updates }, { signal, onPublished }) => {
      const all: PublishedPullRequest[] = [];
      for (const move of updates.map(toBranchedMove).filter((one) => one !== null)) {
        const published = await guard(async () => await write({ forge, move, base: base.branch, found: await find(move.branch, signal) }, signal));
        const shown = published instanceof CodedError ? { server: move.server, outcome: 'failed' as const, number: null, url: null, error: published } : published;
        all.push(shown);
        onPublished?.(shown);
      }
      return all;
    },
  };
}

function toVeto(found: Found): CodedError | null {
  if (found === null || found instanceof CodedError) return found;
  const touch = findTouch(found);
  return touch === null ? null : untouchable(found, touch);
}

interface BranchedMove extends DescribedMove {
  readonly branch: string;
  readonly commit: string;
}

/** Null for an update without a branch at the remote that holds it. */
function toBranchedMove({ project, oldCommit, newCommit, commit, state, ...rest }: PinUpdate): BranchedMove | null {
  const stands = state === 'updated' || state === 'standing';
  return stands && project !== null && oldCommit !== null && newCommit !== null && commit !== null ? { ...rest, project, oldCommit, newCommit, commit } : null;
}

interface Publication {
  readonly forge: Forge;
  readonly move: BranchedMove;
  readonly base: string;
  readonly found: Found;
}

async function write({ forge, move, base, found }: Publication, signal: AbortSignal): Promise<PublishedPullRequest> {
  if (found instanceof CodedError) throw found;
  const { server, branch, commit } = move;
  const text = writePullRequest(move);
  const proposal = { text, base, commit };
  // It was read before the branch moved: what a person wrote since then counts.
  const current = found !== null && decidePublication(found, proposal) === 'refresh' ? await forge.readPullRequest(found.number, signal) : found;
  const decision = decidePublication(current, proposal);
  if (current === null || decision === 'open') {
    const { number, url } = await forge.openPullRequest({ ...text, branch, base }, signal);
    return { server, outcome: 'opened', number, url, error: null };
  }
  const there = { server, number: current.number, url: current.url, error: null };
  if (decision === 'edited' || decision === 'closed') return { ...there, outcome: 'untouchable', error: untouchable(current, decision) };
  if (decision === 'refresh') await forge.updatePullRequest(current.number, text, signal);
  return { ...there, outcome: decision === 'refresh' ? 'refreshed' : decision };
}
