import type { PinProblem } from '../../core/pin/pin-problem.ts';
import type { RegistryFile } from '../../ports/registry-folder.ts';
import { REGISTRY_LIMITS } from './registry-limits.ts';

/** An entry's text, or why there is none. */
export type ReadEntry = RegistryFile | PinProblem;

// The byte order mark stays: an entry is written back byte for byte.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes of an entry as text that turns back into the same bytes. */
export function toEntryText(place: Pick<RegistryFile, 'server' | 'file'>, bytes: Buffer): ReadEntry {
  if (bytes.length > REGISTRY_LIMITS.entryBytes) return unread(place, 'entry_too_large', `It has more than ${REGISTRY_LIMITS.entryBytes} bytes.`);
  try {
    return { ...place, text: decoder.decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return unread(place, 'entry_yaml_invalid', 'It is not UTF-8.');
  }
}

export function unread({ server, file }: Pick<RegistryFile, 'server' | 'file'>, code: PinProblem['code'], detail: string): PinProblem {
  return { server, file, line: null, column: null, code, detail, mend: null };
}

/** Texts and problems apart, sorted by server. */
export function toListing(entries: readonly ReadEntry[]): { readonly files: readonly RegistryFile[]; readonly problems: readonly PinProblem[] } {
  const sorted = entries.toSorted((one, other) => (one.server < other.server ? -1 : 1));
  return { files: sorted.filter((entry) => 'text' in entry), problems: sorted.filter((entry): entry is PinProblem => !('text' in entry)) };
}
