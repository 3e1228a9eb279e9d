/** Where a command writes, and what the other end can show. */
export interface CommandIo {
  out(text: string): void;
  err(text: string): void;
  /** Rewrites the progress line; does nothing where nobody watches. */
  progress(text: string): void;
  readonly isColorful: boolean;
}

export interface ProcessLike {
  readonly stdout: { readonly isTTY?: boolean | undefined; write(text: string): boolean };
  readonly stderr: { readonly isTTY?: boolean | undefined; write(text: string): boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

const ERASE_LINE = '\r\u001b[2K';

/** Standard output and error. Colour only on a terminal and without NO_COLOR (no-color.org); progress only when both are terminals. */
export function createCommandIo({ stdout, stderr, env }: ProcessLike): CommandIo {
  const isWatched = stdout.isTTY === true && stderr.isTTY === true;
  return {
    out: (text) => { stdout.write(text); },
    err: (text) => { stderr.write(text); },
    progress: (text) => { if (isWatched) stderr.write(text === '' ? ERASE_LINE : `${ERASE_LINE}${text}`); },
    isColorful: stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  };
}
