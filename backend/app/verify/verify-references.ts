import type { Verification } from '../../contract/verification.ts';
import type { Platform } from '../../core/image/platform.ts';
import type { Reference } from '../../core/image/reference.ts';
import { isPortError } from '../../ports/port-error.ts';
import { listImages } from '../images/list-images.ts';
import { toSubject } from '../images/to-subject.ts';
import { toFailedVerification } from '../present/to-failed-verification.ts';
import { toVerification } from '../present/to-verification.ts';
import type { World } from '../world.ts';
import { resolveReference } from './resolve-reference.ts';
import type { ResolveRequest } from './resolve-request.ts';
import type { Subject } from './subject.ts';
import { sweep } from './sweep.ts';
import { verifyAgain, verifySubject, type SubjectVerification } from './verify-subject.ts';

export interface VerifyRequest {
  /** References as typed; null means every MCP image of the engine. */
  readonly references: readonly string[] | null;
  readonly platform: Platform | null;
  /** What OCI layouts are verified as; without it the names that they give count. */
  readonly as?: Reference | null;
  readonly onProgress: (done: number, total: number) => void;
  /** A catalog refresh that runs beside the verification; its outcome is used when it changed the catalog. */
  readonly refresh: Promise<unknown>;
  readonly signal: AbortSignal;
}

/**
 * Verifies what was asked for. A reference that fails costs itself alone: it is indeterminate, with its code.
 * @throws PortError only when every image was asked for and the engine cannot list them
 */
export async function verifyReferences(world: World, request: VerifyRequest): Promise<readonly Verification[]> {
  const { signal, onProgress } = request;
  const items = await findItems(world, request);
  const before = catalogState(world);
  let done = 0;
  onProgress(0, items.length);
  const outcomes = await sweep({
    items,
    work: (item) => verifyItem(world, item, signal),
    onResult: () => { onProgress((done += 1), items.length); },
    signal,
  });
  await request.refresh;
  const isSameCatalog = catalogState(world) === before;
  return Promise.all(outcomes.map((outcome) => present(world, outcome, isSameCatalog)));
}

/** Changes whenever verdicts may: another head, a newer fetch, another state. */
function catalogState({ catalog }: World): string {
  const { state, head, fetchedAt } = catalog.status();
  return JSON.stringify([state, head, fetchedAt]);
}

interface Failure {
  readonly reference: string;
  readonly error: unknown;
}

type Item = { readonly subject: Subject } | Failure;
type Outcome = SubjectVerification | Failure;

async function findItems(world: World, { references, platform, as = null, signal }: VerifyRequest): Promise<readonly Item[]> {
  if (references === null) return (await listImages(world, signal)).map((listed) => ({ subject: toSubject(world, listed) }));
  const found = await sweep({ items: references, work: (text) => findSubjects(world, { text, platform, as, signal }), signal });
  return found.flat();
}

async function findSubjects(world: World, request: ResolveRequest): Promise<readonly Item[]> {
  try {
    return (await resolveReference(world, request)).map((subject) => ({ subject }));
  } catch (error) {
    if (!isPortError(error)) throw error;
    return [{ reference: request.text, error }];
  }
}

async function verifyItem(world: World, item: Item, signal: AbortSignal): Promise<Outcome> {
  if ('error' in item) return item;
  try {
    return await verifySubject(world, item.subject, signal);
  } catch (error) {
    if (!isPortError(error)) throw error;
    return { reference: item.subject.reference, error };
  }
}

async function present(world: World, outcome: Outcome, isSameCatalog: boolean): Promise<Verification> {
  if ('error' in outcome) return toFailedVerification({ ...outcome, now: new Date(world.clock()).toISOString() });
  return toVerification(world, isSameCatalog ? outcome : await verifyAgain(world, outcome));
}
