import type { z } from 'zod';
import { verifyReferences } from '../../../backend/app/verify/verify-references.ts';
import { SWEEP_CONCURRENCY } from '../../../backend/app/verify/sweep.ts';
import type { World } from '../../../backend/app/world.ts';
import type { Platform } from '../../../backend/core/image/platform.ts';
import type { ImageSource } from '../../../backend/ports/image-source.ts';
import { loadSettings } from '../../../backend/wiring/load-settings.ts';
import { openRealWorld } from '../../../backend/wiring/open-real-world.ts';
import { RUN_LABEL } from '../../integration/support/test-engine.ts';
import { runAll } from '../support/run-all.ts';
import type { JobOf, verifyAnswerSchema } from '../support/worker-jobs.ts';
import { startStopwatch } from './stopwatch.ts';

type VerifyAnswer = z.infer<typeof verifyAnswerSchema>;

/** Verifies again and again in this process, as `mcp-trust verify` does, and notes time and requests of each pass. */
export async function measureVerify(job: JobOf<'verify'>): Promise<VerifyAnswer> {
  let requests: string[] = [];
  const settings = (await loadSettings(job.configuration, job.dataFolder)).current();
  const opened = await openRealWorld({
    folder: job.dataFolder, settings, env: process.env, onRequest: ({ method, url }) => { requests.push(`${method} ${url}`); },
  });
  const own = { ...opened.world, images: await toImages(opened.world, job) };
  const passes: VerifyAnswer['passes'] = [];
  for (let pass = 0; pass < job.passes; pass += 1) {
    requests = [];
    passes.push({ ...(await timePass(own, job.references)), requests });
  }
  await opened.close();
  return { passes };
}

async function timePass(world: World, references: readonly string[] | null): Promise<Omit<VerifyAnswer['passes'][number], 'requests'>> {
  const stop = startStopwatch();
  const verifications = await verifyReferences(world, {
    references, platform: null, onProgress: () => undefined, refresh: Promise.resolve(), signal: new AbortController().signal,
  });
  const times = stop();
  const verdicts: Record<string, number> = {};
  for (const { verdict } of verifications) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  return { ...times, verdicts };
}

/** Only the run's own images; the engine's client is loaded by a first call, because the start is not measured here. */
async function toImages({ images }: World, { runId, references, knownEngine }: JobOf<'verify'>): Promise<ImageSource> {
  const signal = new AbortController().signal;
  const listImages: ImageSource['listImages'] = async (given) => (await images.listImages(given)).filter(({ labels }) => labels[RUN_LABEL] === runId);
  if (references !== null) return images;
  const listed = await listImages(signal);
  if (!knownEngine) return { ...images, listImages };
  const platforms = new Map<string, Platform>();
  await runAll(listed, SWEEP_CONCURRENCY, async ({ id }) => platforms.set(id, await images.platformOf(id, signal)));
  return {
    ...images,
    listImages: () => Promise.resolve(listed),
    platformOf: (id, given) => Promise.resolve(platforms.get(id)).then((known) => known ?? images.platformOf(id, given)),
  };
}
