import type { BoxKind } from './box.ts';

const MEGABYTE = 1024 * 1024;

export interface BoxLimits {
  readonly memoryBytes: number;
  /** Processes and threads. */
  readonly pids: number;
  /** In 100,000ths of a second per tenth of a second: 200,000 are two processors. */
  readonly cpuQuota: number;
  readonly openFiles: number;
  /** Of the folder for temporary files; it counts as memory as well. */
  readonly temporaryBytes: number;
  readonly temporaryFiles: number;
  /** Of all that it may print in its life. */
  readonly outputBytes: number;
}

const SMALL: BoxLimits = {
  memoryBytes: 512 * MEGABYTE,
  pids: 256,
  cpuQuota: 200_000,
  openFiles: 1024,
  temporaryBytes: 16 * MEGABYTE,
  temporaryFiles: 1024,
  outputBytes: 64 * MEGABYTE,
};

/** The bounds of each kind of box. */
export const BOX_LIMITS: Readonly<Record<BoxKind, BoxLimits>> = {
  // Git unpacks here what it then writes to the volume: 200 MB of source are at most about as much compressed.
  fetch: { ...SMALL, memoryBytes: 1024 * MEGABYTE, temporaryBytes: 512 * MEGABYTE, temporaryFiles: 65_536, outputBytes: 16 * MEGABYTE },
  analysis: SMALL,
  toolBox: { ...SMALL, pids: 64, outputBytes: 256 * MEGABYTE },
  agent: { ...SMALL, memoryBytes: 1024 * MEGABYTE, openFiles: 4096, temporaryBytes: 128 * MEGABYTE, temporaryFiles: 8192 },
  proxy: { ...SMALL, memoryBytes: 256 * MEGABYTE, outputBytes: 16 * MEGABYTE },
};

/** The period that `cpuQuota` is counted in, in microseconds. */
export const CPU_PERIOD = 100_000;
export const SHARED_MEMORY_BYTES = 16 * MEGABYTE;
/** Of what is kept of standard error. */
export const ERROR_TAIL_BYTES = 8 * 1024;
