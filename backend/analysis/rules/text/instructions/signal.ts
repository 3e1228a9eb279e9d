import type { SourceFile } from '../../../rule.ts';
import type { TextPlace } from '../text-hit.ts';

/**
 * A turn of phrase that counts towards a suspicion. `anchor` is its rarest part, so that a text is passed over quickly;
 * what stands around it is then compared as plain words in lower case.
 */
export interface Signal {
  readonly name: string;
  readonly weight: number;
  /** With the flag `g`. Every repetition is bounded: the text is hostile. */
  readonly anchor: RegExp;
  readonly before?: RegExp;
  readonly after?: RegExp;
}

/** Signals that stand close together. */
export interface Cluster extends TextPlace {
  readonly names: readonly string[];
  /** Sum of the weights, each signal once. */
  readonly weight: number;
}

const PLACES_PER_SIGNAL = 400;
/** A paragraph: what is farther apart belongs to other sentences. */
const NEAR = 500;
/** Characters before and after an anchor that belong to its sentence. */
const AROUND = 140;

/**
 * What may stand between two words of a sentence: blanks, quotes and joints of strings that go over several lines of code,
 * escaped ends of line, marks of comments and of Markdown.
 */
const GAP = String.raw`(?:\\[nrt]|[\s"'\x60+*_>#/,]){1,12}`;
const GAPS = /(?:\\[nrt]|[\s"'`+*_>#/,])+/g;

/** A pattern of words: each blank in `source` stands for a gap. Case does not matter. */
export function phrase(source: string): RegExp {
  return new RegExp(String.raw`\b${source.replaceAll(' ', GAP)}`, 'gi');
}

/** Places of a signal, in order. */
export function findSignal(text: string, { anchor, before, after }: Signal): TextPlace[] {
  const places: TextPlace[] = [];
  for (const match of text.matchAll(anchor)) {
    const end = match.index + match[0].length;
    if (before !== undefined && !before.test(toWords(text.slice(Math.max(0, match.index - AROUND), match.index)))) continue;
    if (after !== undefined && !after.test(toWords(text.slice(end, end + AROUND)))) continue;
    places.push({ index: match.index, length: match[0].length });
    if (places.length === PLACES_PER_SIGNAL) break;
  }
  return places;
}

function toWords(text: string): string {
  return text.replace(GAPS, ' ').toLowerCase();
}

/** Groups the signals of a text by nearness, in the order of the text. */
export function findClusters(file: SourceFile, signals: readonly Signal[]): Cluster[] {
  const found = signals.flatMap((signal) => findSignal(file.text, signal).map((place) => ({ signal, ...place })));
  found.sort((a, b) => a.index - b.index || b.length - a.length);
  const groups: (typeof found)[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const one of found) {
    if (one.index - end > NEAR) groups.push([]);
    groups.at(-1)?.push(one);
    end = Math.max(end, one.index + one.length);
  }
  return groups.map(toCluster);
}

function toCluster(group: readonly { readonly signal: Signal; readonly index: number; readonly length: number }[]): Cluster {
  const weights = new Map(group.map(({ signal }) => [signal.name, signal.weight]));
  const index = group[0]?.index ?? 0;
  const end = group.reduce((last, one) => Math.max(last, one.index + one.length), index);
  return { index, length: end - index, names: [...weights.keys()], weight: [...weights.values()].reduce((sum, weight) => sum + weight, 0) };
}
