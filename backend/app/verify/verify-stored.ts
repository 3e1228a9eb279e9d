import type { ContentSource } from '../../ports/content-source.ts';
import type { World } from '../world.ts';
import type { LocalSubject } from './subject.ts';
import { verifySubject, type SubjectVerification } from './verify-subject.ts';

/** Thrown where a stored fact is missing. Not a port error: it must not become a gap. */
class NotStored extends Error {}

function refuse(): Promise<never> {
  return Promise.reject(new NotStored('not stored'));
}

const STORED_ONLY: ContentSource = { fetchManifest: refuse, hasManifest: refuse, fetchBlob: refuse, listReferrers: refuse };

/** Computes the verdict from stored facts alone; null where one of them was never established or has expired. */
export async function verifyStored(world: World, subject: LocalSubject, signal: AbortSignal): Promise<SubjectVerification | null> {
  const images = { ...world.images, platformOf: refuse };
  try {
    return await verifySubject({ ...world, images }, { ...subject, content: STORED_ONLY }, signal);
  } catch (error) {
    if (error instanceof NotStored) return null;
    throw error;
  }
}
