import { CodedError } from '../../core/coded-error.ts';
import type { Digest } from '../../core/image/digest.ts';
import { parseReference, type Reference } from '../../core/image/reference.ts';
import type { ImageStoreKind, LocalImage } from '../../ports/image-source.ts';

/** No label that this product reads is longer: a revision is 40 characters, a title a sentence. */
const MAXIMUM_LABEL_CHARACTERS = 4096;
const MAXIMUM_LABELS = 1000;
const LAST_DATE_MS = Date.parse('9999-12-31T23:59:59Z');

/** What a list element and an inspect answer have in common. */
export interface EngineImage {
  readonly id: Digest;
  readonly tags: readonly string[] | null | undefined;
  readonly digests: readonly string[] | null | undefined;
  readonly labels: Readonly<Record<string, string>> | null | undefined;
  /** Milliseconds since the epoch; NaN where unknown. */
  readonly createdAt: number;
  readonly sizeBytes: number;
}

/** Narrows an engine's image: names parsed, without duplicates; labels bounded; a date that is none becomes null. */
export function toLocalImage(image: EngineImage, store: ImageStoreKind): LocalImage {
  return {
    id: image.id,
    store,
    tags: parseNames(image.tags).filter(({ tag, digest }) => tag !== null && digest === null),
    digests: parseNames(image.digests).filter(({ digest }) => digest !== null),
    labels: boundLabels(image.labels ?? {}),
    createdAt: toDate(image.createdAt),
    sizeBytes: image.sizeBytes,
  };
}

function parseNames(names: readonly string[] | null | undefined): readonly Reference[] {
  const parsed = new Map<string, Reference>();
  for (const name of names ?? []) {
    const reference = tryParse(name);
    if (reference === null) continue;
    const { repository, tag, digest } = reference;
    const key = `${repository.registry}/${repository.path}:${tag ?? ''}@${digest ?? ''}`;
    if (!parsed.has(key)) parsed.set(key, reference);
  }
  return [...parsed.values()];
}

/** Null for `<none>:<none>` and for anything else that is no reference. */
function tryParse(name: string): Reference | null {
  try {
    return parseReference(name);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/**
 * Cuts what is longer than any label that is read: it stays too long to equal one. The copy matters: a slice would keep
 * the whole text in memory.
 */
function boundLabels(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(labels).filter(([name]) => name.length <= MAXIMUM_LABEL_CHARACTERS);
  return Object.fromEntries(entries.slice(0, MAXIMUM_LABELS).map(([name, value]) => [name, cut(value)]));
}

function cut(value: string): string {
  return value.length <= MAXIMUM_LABEL_CHARACTERS ? value : Buffer.from(value.slice(0, MAXIMUM_LABEL_CHARACTERS)).toString();
}

/** Build tools write the zero of some calendar where they mean "not said". */
function toDate(milliseconds: number): string | null {
  return milliseconds > 0 && milliseconds <= LAST_DATE_MS ? new Date(milliseconds).toISOString() : null;
}
