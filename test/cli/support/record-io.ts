import { createCommandIo, type CommandIo } from '../../../backend/cli/command-io.ts';

export interface RecordedIo extends CommandIo {
  /** Standard output so far. */
  written(): string;
  /** Standard error so far. */
  complained(): string;
}

/** Standard output and error as text; a terminal where asked for. */
export function recordIo({ isTerminal = false, env = {} }: { readonly isTerminal?: boolean; readonly env?: Readonly<Record<string, string>> } = {}): RecordedIo {
  const written: string[] = [];
  const complained: string[] = [];
  const stream = (lines: string[]) => ({ isTTY: isTerminal, write: (text: string) => { lines.push(text); return true; } });
  const io = createCommandIo({ stdout: stream(written), stderr: stream(complained), env });
  return { ...io, written: () => written.join(''), complained: () => complained.join('') };
}
