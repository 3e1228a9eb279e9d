import { CodedError } from '../../core/coded-error.ts';
import type { WireJobRequest, WireSettingsAnswer, WireStatus } from '../../contract/api.ts';
import type { JobWork } from '../jobs/job.ts';
import type { ModelKeeper } from '../review/model-keeper.ts';
import { createReviewQueue } from '../review/review-queue.ts';
import { removeLeftovers } from '../review/remove-leftovers.ts';
import { acceptKey, addKey, changeSettings, removeKey } from '../settings/change-settings.ts';
import type { SettingsState } from '../settings/settings.ts';
import type { Application, ReviewApplication } from './application.ts';
import { refreshWork } from './catalog-keeper.ts';
import { exportReport } from './export-report.ts';
import { findCandidate } from './find-candidate.ts';
import { readImage, readImages } from './read-images.ts';
import { readStatus } from './read-status.ts';
import { reviewPart, toReviewWork, type ReviewPartOptions } from './review-part.ts';
import { toSettingsAnswer } from './to-settings-answer.ts';
import { verifyWork } from './verify-work.ts';
import { createWorldHolder, type WorldHolder, type WorldHolderOptions } from './world-holder.ts';

const STATUS_TIMEOUT = 10_000;

export interface ApplicationOptions extends WorldHolderOptions {
  readonly version: string;
  readonly models: ModelKeeper;
}

/** The backend behind its API: one opened world at a time, its jobs, and the settings that it was opened with. */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const holder = await createWorldHolder(options);
  const part: ReviewPartOptions = { holder, models: options.models, queue: createReviewQueue() };
  const leftovers = new AbortController();
  const removed = removeLeftovers(holder.opened(), leftovers.signal);
  return {
    ...readingPart(part, options),
    ...settingsPart(holder, options),
    ...reviewPart(part),
    close: async () => {
      leftovers.abort();
      await removed;
      await holder.close();
    },
  };
}

type SettingsPart = Pick<Application,
  'settings' | 'changeSettings' | 'addKey' | 'removeKey' | 'acceptKey' | 'acceptCatalogHead' | 'switchWorld' | 'deleteData'>;

function readingPart(part: ReviewPartOptions, options: ApplicationOptions): Omit<Application, keyof SettingsPart | keyof ReviewApplication | 'close'> {
  const { holder } = part;
  const { jobs } = holder;
  return {
    status: (signal) => currentStatus(holder, options, signal),
    images: (page, signal) => readImages(holder.reader(), page, signal),
    image: (key, signal) => readImage(holder.reader(), key, signal),
    startJob: (request) => jobs.start(request.kind, toWork(part, request)),
    job: (id, since) => jobs.read(id, since),
    jobs: () => jobs.list(),
    cancelJob: (id) => jobs.cancel(id),
    exportReport: (request, signal) => exportReport(holder.reader(), request, signal),
  };
}

function settingsPart(holder: WorldHolder, options: ApplicationOptions): SettingsPart {
  const { settings } = options;
  const answer = (): WireSettingsAnswer => toSettingsAnswer(settings.current(), holder.opened());
  const statusNow = (): Promise<WireStatus> => currentStatus(holder, options, AbortSignal.timeout(STATUS_TIMEOUT));
  /** Settings are tried by opening the world with them, then kept, then used. They belong to the real world: samples have their own. */
  const adopt = async (state: SettingsState): Promise<WireSettingsAnswer> => {
    if (holder.opened().world.kind === 'sample') throw new CodedError('request_forbidden', 'The samples have settings of their own, which cannot be changed.');
    settings.assertWritable();
    await holder.reopen({ kind: 'real', settings: state, keep: () => settings.write(state) });
    return answer();
  };
  return {
    settings: () => Promise.resolve(answer()),
    changeSettings: async (wire) => adopt(changeSettings(settings.current(), wire)),
    addKey: async (key) => adopt(addKey(settings.current(), key)),
    removeKey: async (fingerprint) => adopt(removeKey(settings.current(), fingerprint)),
    acceptKey: async (fingerprint) => adopt(acceptKey(settings.current(), await findCandidate(holder.opened().world, fingerprint))),
    acceptCatalogHead: async (head) => {
      await holder.opened().world.catalog.acceptRewrittenHead(head);
      return statusNow();
    },
    switchWorld: async (kind) => {
      await holder.reopen({ kind, settings: settings.current() });
      return statusNow();
    },
    deleteData: async () => {
      const { kind } = holder.opened().world;
      if (kind === 'real') settings.assertWritable();
      await holder.deleteData();
      await options.models.keys.forgetAll();
      if (kind === 'real') await settings.reset();
      await holder.reopen({ kind, settings: settings.current() });
    },
  };
}

function currentStatus(holder: WorldHolder, options: ApplicationOptions, signal: AbortSignal): Promise<WireStatus> {
  const { version, samplesAvailable, settings } = options;
  return readStatus({ world: holder.opened().world, version, offline: settings.current().offline, samplesAvailable, signal });
}

function toWork(part: ReviewPartOptions, request: WireJobRequest): JobWork {
  const { holder } = part;
  switch (request.kind) {
    case 'verify':
      return verifyWork(holder.reader(), request);
    case 'refreshCatalog':
      return refreshWork(holder.opened().world);
    case 'review':
      return toReviewWork(part, request);
  }
}
