import { resolve } from 'node:path';
import type { World } from '../app/world.ts';
import { chooseEndpoint, defaultAgent } from '../app/review/choose-endpoint.ts';
import { FailedReviewError } from '../app/review/failed-review.ts';
import type { FinishedReview } from '../app/review/finished-review.ts';
import type { ModelKeeper } from '../app/review/model-keeper.ts';
import { isOutsideCatalog, parseTarget } from '../app/review/parse-target.ts';
import { removeLeftovers } from '../app/review/remove-leftovers.ts';
import { resolveTarget } from '../app/review/resolve-target.ts';
import type { ReviewOrder } from '../app/review/review-order.ts';
import type { Reviewing } from '../app/review/reviewing.ts';
import { runReview } from '../app/review/run-review.ts';
import type { ReviewTarget } from '../app/review/target.ts';
import type { WireReviewProgress } from '../contract/review.ts';
import { plainText } from '../contract/fill.ts';
import { REVIEW_EXIT_STATUS } from '../contract/review-exit-status.ts';
import { CodedError } from '../core/coded-error.ts';
import { toCommit } from '../core/pin/commit.ts';
import type { CommandIo } from './command-io.ts';
import { printReview } from './print-review.ts';
import { refreshCatalog } from './refresh-catalog.ts';
import type { ReviewFlags } from './flags.ts';
import { assertWritable, writeReviewFiles } from './write-review-files.ts';

export interface ReviewCommand {
  readonly world: World;
  readonly reviewing: Reviewing;
  readonly models: ModelKeeper;
  readonly target: string;
  readonly flags: ReviewFlags;
  readonly io: CommandIo;
  readonly signal: AbortSignal;
}

/**
 * `mcp-trust review`: prints the review and answers the exit status. When an agent fails, what the rules found is printed,
 * and the failure is thrown.
 */
export async function reviewCommand(command: ReviewCommand): Promise<number> {
  const { flags, io, reviewing, signal } = command;
  const order = await toOrder(command);
  if (flags.out !== undefined) await assertWritable(flags.out);
  await removeLeftovers({ reviewing: () => Promise.resolve(reviewing) }, signal);
  try {
    const finished = await runReview(reviewing, order, { signal, onProgress: (progress) => { io.progress(progressLine(progress)); } });
    io.progress('');
    await present(command, finished);
    return REVIEW_EXIT_STATUS[finished.review.risk];
  } catch (error) {
    io.progress('');
    if (error instanceof FailedReviewError && flags.format === 'table') {
      io.out(printReview(error.standing.review, 'table', io.isColorful));
      io.err('The review by the agent failed. What stands above was found by the static rules alone.\n');
    }
    throw error;
  }
}

/** Everything is decided before anything runs: who reads first, because that costs nothing to be wrong about. */
async function toOrder(command: ReviewCommand): Promise<ReviewOrder> {
  const { models, flags, world, signal } = command;
  const { provider = null, model = null, head = null, base = null, directory = null } = flags;
  const agent = flags.agent ?? defaultAgent(models, { provider, model });
  if (agent === 'static' && (provider !== null || model !== null)) {
    throw flags.agent === 'static' ? new CodedError('usage', 'The static rules use no model.') : new CodedError('model_missing', 'Name both --provider and --model.');
  }
  const endpoint = chooseEndpoint(models, { agent, provider, model });
  const options = { head, base: base === null || toCommit(base) !== null ? base : resolve(base), directory };
  const target = await resolveTarget(world, { target: await readTarget(command), options }, signal);
  const settings = models.current();
  return {
    target, agent, endpoint,
    budgetTokens: flags.budgetTokens ?? settings.budgetTokens,
    timeoutMs: (flags.timeout ?? settings.timeoutSeconds) * 1000,
    isFresh: flags.fresh === true,
  };
}

async function readTarget({ target: text, world, io, signal }: ReviewCommand): Promise<ReviewTarget> {
  const toAbsolute = (path: string): string => resolve(path);
  if (isOutsideCatalog(text)) return parseTarget(text, { servers: new Set(), toAbsolute });
  await refreshCatalog({ world, io, signal });
  io.progress('');
  const snapshot = await world.catalog.snapshot();
  return parseTarget(text, { servers: new Set(snapshot.entries().map(({ name }) => name)), toAbsolute });
}

async function present({ flags, io }: ReviewCommand, { review, storeError }: FinishedReview): Promise<void> {
  if (flags.out !== undefined) await writeReviewFiles(flags.out, review);
  io.out(printReview(review, flags.format, io.isColorful));
  if (storeError !== null) io.err(`mcp-trust: the review was not kept in the history: ${plainText(storeError.message)} [${storeError.code}]\n`);
}

const STEPS: Readonly<Record<WireReviewProgress['step'], string>> = {
  waiting: 'Waiting', fetching: 'Fetching', analysing: 'Analysing', reading: 'Reading', reporting: 'Reporting', ended: '',
};

function progressLine({ step, detail, filesRead, findings, usage, cost }: WireReviewProgress): string {
  if (step === 'ended') return '';
  const counts = [
    ...(filesRead > 0 ? [`${filesRead} files read`] : []),
    ...(findings > 0 ? [`${findings} findings`] : []),
    ...(usage === null ? [] : [`${usage.inputTokens + usage.outputTokens} tokens`]),
    ...(cost === null ? [] : [`about $${cost.toFixed(2)}`]),
  ];
  return [STEPS[step], ...(detail === '' ? [] : [plainText(detail)]), ...counts].join(' · ');
}
