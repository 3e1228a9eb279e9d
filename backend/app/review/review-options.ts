import type { WireReviewOptions, WireReviewTarget } from '../../contract/review.ts';
import { REVISION_LABEL } from '../facts/read-labels.ts';
import { listImages } from '../images/list-images.ts';
import { toWireError } from '../present/to-wire-error.ts';
import type { World } from '../world.ts';
import { CodedError } from '../../core/coded-error.ts';
import { isPortError } from '../../ports/port-error.ts';
import { listAgents, listAgentsWithoutEngine } from './list-agents.ts';
import { listBases, type BaseQuestion } from './list-bases.ts';
import type { ModelKeeper } from './model-keeper.ts';
import { resolveTarget } from './resolve-target.ts';
import type { Reviewing } from './reviewing.ts';
import type { ResolvedTarget } from './target.ts';

/** Reviews that are looked through for the last one of the project. */
const REVIEWS = 20;

export interface OptionsQuestion {
  readonly world: World;
  readonly reviewing: Reviewing;
  readonly models: ModelKeeper;
  readonly target: WireReviewTarget;
}

/**
 * What the dialog offers for a target. That no review can run here is part of the answer.
 * @throws CodedError as `resolveTarget` when it is not known what to review
 */
export async function readReviewOptions({ world, reviewing, models, target }: OptionsQuestion, signal: AbortSignal): Promise<WireReviewOptions> {
  const resolved = await resolveTarget(world, { target, options: { head: null, base: null, directory: null } }, signal);
  const { source, server, title, headOrigin } = resolved;
  if (source.kind !== 'git') throw new CodedError('review_target_unknown', 'Only what the catalog has is reviewed from here.');
  const [bases, readiness] = await Promise.all([readBases(world, reviewing, resolved).then((rest) => withInstalled(world, rest, signal)), readReadiness(reviewing, models, signal)]);
  const { budgetTokens, timeoutSeconds } = models.current();
  return {
    title,
    server,
    project: source.project,
    directory: source.directory,
    head: source.head,
    headOrigin: headOrigin === 'label' ? 'label' : 'pin',
    bases: listBases({ ...bases, project: source.project, head: source.head }),
    ...readiness,
    budgetTokens,
    timeoutSeconds,
  };
}

type Readiness = Pick<WireReviewOptions, 'agents' | 'sandboxError'>;

async function readReadiness(reviewing: Reviewing, models: ModelKeeper, signal: AbortSignal): Promise<Readiness> {
  try {
    await reviewing.assertReady(signal);
    return { agents: await listAgents(reviewing, models, signal), sandboxError: null };
  } catch (error) {
    if (!isPortError(error)) throw error;
    return { agents: listAgentsWithoutEngine(reviewing, models), sandboxError: toWireError(error) };
  }
}

type Known = Pick<BaseQuestion, 'reviews' | 'history'> & { readonly server: string | null };

async function readBases({ catalog }: World, { store }: Reviewing, { server }: ResolvedTarget): Promise<Known> {
  if (server === null) return { server, reviews: [], history: null };
  return { server, reviews: store.list({ subject: server, offset: 0, limit: REVIEWS }).reviews, history: (await catalog.snapshot()).historyFor(server) };
}

async function withInstalled(world: World, known: Known, signal: AbortSignal): Promise<Pick<BaseQuestion, 'reviews' | 'history' | 'installed'>> {
  const listed = await listImages(world, signal);
  const installed = listed.filter(({ entry }) => entry !== null && entry.name === known.server).flatMap(({ image }) => {
    const revision = image.labels[REVISION_LABEL];
    return revision === undefined ? [] : [{ revision, date: image.createdAt }];
  });
  return { reviews: known.reviews, history: known.history, installed };
}
