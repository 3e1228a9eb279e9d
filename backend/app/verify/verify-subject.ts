import { formatRepository } from '../../core/image/repository.ts';
import { formatPlatform, type Platform } from '../../core/image/platform.ts';
import type { Binding, Facts, Known, RevisionLabel, SubjectFacts } from '../../core/verdict/facts.ts';
import type { SignatureSummary } from '../../core/signature/signature.ts';
import { referencedRepository } from '../../core/verdict/referenced-repository.ts';
import { decideVerdict } from '../../core/verdict/decide-verdict.ts';
import type { Decision } from '../../core/verdict/verdict.ts';
import { bindImage } from '../facts/bind-image.ts';
import { readCatalogFacts } from '../facts/catalog-facts.ts';
import { isPortError } from '../../ports/port-error.ts';
import { bindingSchema, knownLabelsSchema, platformSchema, type SignatureFact } from '../facts/fact-schemas.ts';
import { readLabels, REVISION_LABEL } from '../facts/read-labels.ts';
import { factKey, remember, type Lifetime, type Remembered } from '../facts/remember.ts';
import { establishSignature } from '../facts/signature-fact.ts';
import type { World } from '../world.ts';
import type { LocalSubject, RemoteSubject, Subject } from './subject.ts';

const RECHECK_AFTER = { milliseconds: 60 * 60 * 1000 };

/** The facts of one subject, the decision made from them, and the age of the oldest fetched fact. */
export interface SubjectVerification {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly decision: Decision;
  readonly platform: Platform | null;
  /** Milliseconds since the epoch at which the signature was looked for. */
  readonly checkedAt: number;
}

/**
 * Establishes the facts of a subject (stored ones are not fetched again) and decides its verdict.
 * Failed calls become gaps; only input errors (`platform_not_found`) and `cancelled` are thrown.
 */
export async function verifySubject(world: World, subject: Subject, signal: AbortSignal): Promise<SubjectVerification> {
  const signature = await establishSignature(world, subject, signal);
  const { binding, labels, platform } = subject.kind === 'local'
    ? await establishLocal(world, { subject, signature: signature.value }, signal)
    : await establishRemote(world, subject, signal);
  const subjectFacts: SubjectFacts = {
    repository: subject.repository,
    digest: subject.digest,
    binding,
    labels,
    signedIndex: signature.value.signedIndex,
  };
  return decide(world, {
    subject,
    subjectFacts,
    signature: signature.value.summary,
    platform,
    checkedAt: signature.establishedAt,
  });
}

/** The same image judged by the catalog of this moment: after a refresh, without asking for anything else again. */
export function verifyAgain(world: World, { subject, facts, platform, checkedAt }: SubjectVerification): Promise<SubjectVerification> {
  return decide(world, { subject, subjectFacts: facts.subject, signature: facts.signature, platform, checkedAt });
}

interface Established {
  readonly subject: Subject;
  readonly subjectFacts: SubjectFacts;
  readonly signature: SignatureSummary;
  readonly platform: Platform | null;
  readonly checkedAt: number;
}

async function decide(world: World, { subject, subjectFacts, signature, platform, checkedAt }: Established): Promise<SubjectVerification> {
  const facts: Facts = {
    subject: subjectFacts,
    signature,
    catalog: await readCatalogFacts(world.catalog, subject.repository, signature),
    policy: world.policy,
    now: new Date(world.clock()).toISOString(),
  };
  return { subject, facts, decision: decideVerdict(facts), platform, checkedAt };
}

/** What ties the verdict to the image at hand. */
interface ImageFacts {
  readonly binding: Binding;
  readonly labels: Known<readonly RevisionLabel[]>;
  readonly platform: Platform | null;
}

interface SignedSubject {
  readonly subject: LocalSubject;
  readonly signature: SignatureFact;
}

async function establishLocal(world: World, signed: SignedSubject, signal: AbortSignal): Promise<ImageFacts> {
  const asking = askingOnce(world);
  const [binding, platform] = await Promise.all([establishBinding(asking, signed, signal), knownPlatform(asking, signed.subject, signal)]);
  return { binding, labels: toLocalLabels(signed.subject, platform), platform: platform.known ? platform.value : null };
}

async function establishRemote(world: World, subject: RemoteSubject, signal: AbortSignal): Promise<ImageFacts> {
  return { binding: { state: 'direct' }, labels: await remoteLabels(world, subject, signal), platform: subject.platform };
}

/** For one image: binding and label both need its platform, and are established side by side. */
function askingOnce(world: World): World {
  let asked: Promise<Platform> | null = null;
  return { ...world, images: { ...world.images, platformOf: (id, signal) => (asked ??= world.images.platformOf(id, signal)) } };
}

async function establishBinding(world: World, { subject, signature }: SignedSubject, signal: AbortSignal): Promise<Binding> {
  const { digest, image, repository, content } = subject;
  if (digest === null) return { state: 'unknown', code: 'manifest_not_found', detail: '' };
  const signed = signature.signedIndex === null ? referencedRepository(signature.summary, repository) : null;
  const remembered = await remember({
    store: world.store,
    key: factKey('binding', [formatRepository(repository), digest, image.id, signed === null ? '' : formatRepository(signed)]),
    schema: bindingSchema,
    lifetime: bindingLifetime,
    load: () => bindImage({ repository, digest, id: image.id, signedRepository: signed, content, signal, platform: () => world.images.platformOf(image.id, signal) }),
    now: world.clock(),
  });
  return remembered.value;
}

function bindingLifetime(binding: Binding): Lifetime {
  switch (binding.state) {
    case 'bound':
      return 'forever';
    case 'contradicted':
      return binding.code === 'digest_not_of_this_image' ? 'forever' : RECHECK_AFTER;
    case 'direct':
    case 'unknown':
      return 'never';
  }
}

/** The engine's label: bound to the image by its id. The platform says for which one it speaks. */
function toLocalLabels({ image }: LocalSubject, platform: Known<Platform>): Known<readonly RevisionLabel[]> {
  if (!platform.known) return platform;
  return { known: true, value: [{ platform: platform.value, value: image.labels[REVISION_LABEL] ?? null }] };
}

async function remoteLabels(world: World, subject: RemoteSubject, signal: AbortSignal): Promise<Known<readonly RevisionLabel[]>> {
  const { repository, digest, platform, content } = subject;
  const remembered = await remember({
    store: world.store,
    key: factKey('labels', [formatRepository(repository), digest, platform === null ? '' : formatPlatform(platform)]),
    schema: knownLabelsSchema,
    lifetime: (value: Known<readonly RevisionLabel[]>) => (value.known ? 'forever' : 'never'),
    load: () => readLabels({ repository, digest, platform, content, signal }),
    now: world.clock(),
  });
  return remembered.value;
}

/** A classic id fixes the platform; a containerd index may gain another one by a later pull. */
async function knownPlatform(world: World, { image }: LocalSubject, signal: AbortSignal): Promise<Known<Platform>> {
  try {
    const remembered: Remembered<Platform> = await remember({
      store: world.store,
      key: factKey('platform', [image.store, image.id]),
      schema: platformSchema,
      lifetime: () => (image.store === 'classic' ? 'forever' : RECHECK_AFTER),
      load: () => world.images.platformOf(image.id, signal),
      now: world.clock(),
    });
    return { known: true, value: remembered.value };
  } catch (error) {
    if (!isPortError(error)) throw error;
    return { known: false, code: error.code, detail: error.message };
  }
}
