import { createHash, randomUUID } from 'node:crypto';
import { CodedError } from '../../core/coded-error.ts';
import type { CachedSource } from '../../ports/sandbox.ts';
import { BOX_LABELS, BOX_NAME_PREFIX } from './box-labels.ts';
import type { BoxMaker, BoxVolume } from './box.ts';
import { createLeftoverTest } from './ownership.ts';
import { SOURCE_LABELS } from './source-labels.ts';

/** What fetched sources may take of the engine's disk; the least recently used go first. */
export const SOURCE_CACHE_LIMITS = { sources: 20, bytes: 2 * 1024 * 1024 * 1024 } as const;

/** What was fetched: the same commits and folder are the same source. */
export interface SourceKey {
  readonly project: string;
  readonly head: string;
  readonly base: string | null;
  readonly directory: string | null;
}

interface Entry extends CachedSource {
  readonly key: string;
  /** Names of its marks; without one it was never completed. */
  readonly marks: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

const MARK = 'mark';

/**
 * Fetched sources as volumes of the engine, for every process that works with it. Labels of a volume never change, so a
 * source counts as complete while an (empty) volume beside it, the mark, says so, and its mark is made anew with each use.
 */
export class SourceCache {
  readonly #boxes: BoxMaker;
  readonly #isUsed: (volume: string) => boolean;

  /** @param isUsed whether a review of this process works with a volume: such a one is never removed */
  constructor(boxes: BoxMaker, isUsed: (volume: string) => boolean) {
    this.#boxes = boxes;
    this.#isUsed = isUsed;
  }

  /** Complete sources, the most recently used first. */
  async list(signal: AbortSignal): Promise<CachedSource[]> {
    const complete = (await this.#entries(signal)).filter(({ marks }) => marks.length > 0);
    return complete.map(({ volume, project, head, base, bytes, usedAt }) => ({ volume, project, head, base, bytes, usedAt }));
  }

  /** Names of complete volumes with just this source. */
  async find(source: SourceKey, signal: AbortSignal): Promise<string[]> {
    const key = hashKey(source);
    return (await this.#entries(signal)).filter((entry) => entry.key === key && entry.marks.length > 0).map(({ volume }) => volume);
  }

  /** Makes an empty volume for a source, and room for it. It does not count before `complete`. */
  async create(source: SourceKey, run: string, signal: AbortSignal): Promise<string> {
    await this.#makeRoom(signal);
    const volume = `${BOX_NAME_PREFIX}source-${randomUUID()}`;
    const labels = { [SOURCE_LABELS.key]: hashKey(source), [SOURCE_LABELS.project]: source.project, [SOURCE_LABELS.head]: source.head, [SOURCE_LABELS.base]: source.base ?? '' };
    await this.#boxes.createVolume(volume, { [BOX_LABELS.cache]: 'source', [BOX_LABELS.run]: run, ...labels });
    return volume;
  }

  /** Marks a volume as complete. */
  async complete(volume: string, bytes: number): Promise<void> {
    const labels = { [SOURCE_LABELS.volume]: volume, [SOURCE_LABELS.bytes]: String(bytes), [SOURCE_LABELS.used]: new Date().toISOString() };
    await this.#boxes.createVolume(`${BOX_NAME_PREFIX}source-${MARK}-${randomUUID()}`, { [BOX_LABELS.cache]: MARK, ...labels });
  }

  /** Notes that a source is used now. */
  async touch(volume: string, signal: AbortSignal): Promise<void> {
    const entry = (await this.#entries(signal)).find((one) => one.volume === volume);
    if (entry === undefined) return;
    // The new mark first: a source is never without one.
    await this.complete(volume, entry.bytes);
    for (const mark of entry.marks) await this.#boxes.removeVolume(mark);
  }

  /** Removes a volume and its marks, the marks first, as half a source must not count. One that a container holds stays, unmarked. */
  async remove(volume: string, signal: AbortSignal): Promise<void> {
    const entry = (await this.#entries(signal)).find((one) => one.volume === volume);
    for (const mark of entry?.marks ?? []) await this.#boxes.removeVolume(mark);
    await this.#boxes.removeVolume(volume).catch(refusal);
  }

  /** Removes every source that no review of this process works with. */
  async clear(signal: AbortSignal): Promise<void> {
    const entries = await this.#entries(signal);
    // Without a mark, another process may be fetching it just now.
    await this.#removeAll(entries.filter(({ marks }) => marks.length > 0));
    await this.removeUnfinished(signal);
  }

  /** Removes what no living process will complete, and marks without a source. Answers how many. */
  async removeUnfinished(signal: AbortSignal): Promise<number> {
    const isLeft = createLeftoverTest();
    const entries = await this.#entries(signal);
    const unfinished = entries.filter(({ marks, labels }) => marks.length === 0 && isLeft(withoutCache(labels)));
    const names = new Set(entries.map(({ volume }) => volume));
    const orphans = (await this.#volumes(MARK, signal)).filter(({ labels }) => !names.has(labels[SOURCE_LABELS.volume] ?? ''));
    for (const { name } of orphans) await this.#boxes.removeVolume(name);
    return (await this.#removeAll(unfinished)) + orphans.length;
  }

  async #makeRoom(signal: AbortSignal): Promise<void> {
    const entries = (await this.#entries(signal)).filter(({ marks }) => marks.length > 0);
    let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    let count = entries.length;
    for (const entry of entries.toReversed()) {
      if (count < SOURCE_CACHE_LIMITS.sources && bytes < SOURCE_CACHE_LIMITS.bytes) return;
      if ((await this.#removeAll([entry])) === 0) continue;
      count -= 1;
      bytes -= entry.bytes;
    }
  }

  async #removeAll(entries: readonly Entry[]): Promise<number> {
    let removed = 0;
    for (const { volume, marks } of entries) {
      if (this.#isUsed(volume)) continue;
      // A container of another process may hold it: then it stays, with its marks.
      const isGone = await this.#boxes.removeVolume(volume).then(() => true, refusal);
      if (!isGone) continue;
      for (const mark of marks) await this.#boxes.removeVolume(mark);
      removed += 1;
    }
    return removed;
  }

  #volumes(kind: string, signal: AbortSignal): Promise<readonly BoxVolume[]> {
    return this.#boxes.listVolumes(`${BOX_LABELS.cache}=${kind}`, signal);
  }

  /** The most recently used first. */
  async #entries(signal: AbortSignal): Promise<Entry[]> {
    const [sources, marks] = [await this.#volumes('source', signal), await this.#volumes(MARK, signal)];
    const entries = sources.map((volume) => toEntry(volume, marks.filter(({ labels }) => labels[SOURCE_LABELS.volume] === volume.name)));
    return entries.sort((one, other) => (one.usedAt < other.usedAt ? 1 : -1));
  }
}

function toEntry({ name, createdAt, labels }: BoxVolume, marks: readonly BoxVolume[]): Entry {
  const used = marks.map((mark) => mark.labels[SOURCE_LABELS.used] ?? '').sort().at(-1);
  const bytes = Math.max(0, ...marks.map((mark) => Number(mark.labels[SOURCE_LABELS.bytes] ?? 0) || 0));
  const [project = '', head = '', base = '', key = ''] = [labels[SOURCE_LABELS.project], labels[SOURCE_LABELS.head], labels[SOURCE_LABELS.base], labels[SOURCE_LABELS.key]];
  return { volume: name, project, head, base: base === '' ? null : base, bytes, usedAt: used ?? createdAt, key, marks: marks.map((mark) => mark.name), labels };
}

/** What is kept on purpose is never a leftover; of something unfinished, its owner decides. */
function withoutCache(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => name !== BOX_LABELS.cache));
}

function hashKey({ project, head, base, directory }: SourceKey): string {
  return createHash('sha256').update(JSON.stringify([project, head, base, directory])).digest('hex').slice(0, 32);
}

function refusal(error: unknown): false {
  if (error instanceof CodedError && error.code === 'sandbox_failed') return false;
  throw error;
}
