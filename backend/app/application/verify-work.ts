import { CodedError } from '../../core/coded-error.ts';
import { toWireError } from '../present/to-wire-error.ts';
import { isPortError } from '../../ports/port-error.ts';
import type { ListedImage } from '../images/listed-image.ts';
import { forgetfulStore } from '../facts/forgetful-store.ts';
import { listImages } from '../images/list-images.ts';
import { toSubject } from '../images/to-subject.ts';
import type { JobEvent, JobReport, JobWork } from '../jobs/job.ts';
import { toVerification } from '../present/to-verification.ts';
import { sweep } from '../verify/sweep.ts';
import { verifySubject } from '../verify/verify-subject.ts';
import type { ImageReader } from './read-images.ts';

/** Which rows to verify: null means every listed image. `fresh` asks everything anew. */
export interface VerifyWorkRequest {
  readonly keys: readonly string[] | null;
  readonly fresh: boolean;
}

/** The work of verifying rows. Rows that are gone are reported as such. */
export function verifyWork({ world, memory }: Pick<ImageReader, 'world' | 'memory'>, { keys, fresh }: VerifyWorkRequest): JobWork {
  const reader = { memory, world: fresh ? { ...world, store: forgetfulStore(world.store) } : world };
  return async (report, signal) => {
    const listed = await listImages(reader.world, signal);
    const byKey = new Map(listed.map((image) => [image.key, image]));
    const wanted = keys ?? [...byKey.keys()];
    report.total(wanted.length);
    await sweep({
      items: wanted,
      work: (key) => verifyRow(reader, { key, listed: byKey.get(key) }, signal),
      onStart: (key) => { report.started(key); },
      onResult: (_key, event) => { finish(report, event, signal); },
      signal,
    });
  };
}

/** A row that was cut off by the cancel tells nothing and is left as it was. */
function finish(report: JobReport, event: JobEvent, signal: AbortSignal): void {
  if (!signal.aborted) report.finished(event);
}

interface WantedRow {
  readonly key: string;
  readonly listed: ListedImage | undefined;
}

async function verifyRow({ world, memory }: Pick<ImageReader, 'world' | 'memory'>, { key, listed }: WantedRow, signal: AbortSignal): Promise<JobEvent> {
  if (listed === undefined) return { key, verification: null, error: toWireError(goneError()) };
  try {
    const verification = toVerification(world, await verifySubject(world, toSubject(world, listed), signal));
    if (!signal.aborted) memory.keep(key, verification);
    return { key, verification, error: null };
  } catch (error) {
    if (!isPortError(error)) throw error;
    return { key, verification: null, error: toWireError(error) };
  }
}

function goneError(): CodedError {
  return new CodedError('image_not_found', 'The image is no longer on this machine.');
}
