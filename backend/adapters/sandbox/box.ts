/** Which settings a box gets: see docs/threat-model.md. Only `fetch` and `proxy` have a network, and neither sees the other. */
export type BoxKind = 'fetch' | 'analysis' | 'toolBox' | 'agent' | 'proxy';

/** One container of one program, before it is made. */
export interface BoxPlan {
  readonly kind: BoxKind;
  /** Joins everything of a run: containers, networks and volumes carry it as a label. */
  readonly run: string;
  /** Image id (`sha256:…`), never a name. */
  readonly image: string;
  /** What follows `node /backend/sandboxed.js`, or the whole command for an agent's image. */
  readonly command: readonly string[];
  /** Never a secret: the engine shows it to anybody who may inspect. */
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: readonly BoxMount[];
  /** An agent whose program speaks to a forwarder on loopback; without it there are Unix sockets alone. */
  readonly needsLoopback?: boolean;
}

export interface BoxMount {
  readonly volume: string;
  readonly target: string;
  readonly isReadOnly: boolean;
}

/** A running container, seen through its standard streams. */
export interface Box {
  readonly id: string;
  /** Standard output, line by line; throws `sandbox_failed` for a line or a flood beyond the limits, `sandbox_timeout`, `cancelled`. */
  lines(): AsyncIterable<string>;
  write(text: string): Promise<void>;
  endInput(): void;
  /** Resolves when it ended, with its last words on standard error (cut). */
  ended(): Promise<BoxEnd>;
  /** Kills and removes it; safe to call again. */
  remove(): Promise<void>;
}

export interface BoxEnd {
  readonly status: number;
  readonly isOutOfMemory: boolean;
  readonly standardError: string;
}

export interface BoxCall {
  readonly signal: AbortSignal;
  /** Wall clock, counted outside of the container. */
  readonly timeoutMs: number;
}

/** Makes boxes on one engine. */
export interface BoxMaker {
  /** Creates, asserts every setting by inspect, starts. Throws `sandbox_not_enforced` when the engine changed a setting. */
  open(plan: BoxPlan, call: BoxCall): Promise<Box>;
  /** Makes a labelled volume, owned by root. With the label `BOX_LABELS.cache` it outlives its run; else it is a leftover once its owner is gone. */
  createVolume(name: string, labels: Readonly<Record<string, string>>): Promise<void>;
  /** Makes a volume of this run in memory, small, owned by the user of the boxes: for a socket between two of them. */
  createSocketVolume(name: string, run: string): Promise<void>;
  /** Unpacks a tar stream into a volume, through a container that never starts. */
  fillVolume(volume: string, tar: AsyncIterable<Uint8Array>, call: BoxCall): Promise<void>;
  listVolumes(label: string, signal: AbortSignal): Promise<readonly BoxVolume[]>;
  removeVolume(name: string): Promise<void>;
  /** The id of an image by name; throws `sandbox_image_missing`. */
  imageId(name: string, signal: AbortSignal): Promise<string>;
  /** Containers and volumes of runs that no living process owns. */
  removeLeftovers(signal: AbortSignal): Promise<number>;
}

export interface BoxVolume {
  readonly name: string;
  readonly createdAt: string;
  readonly labels: Readonly<Record<string, string>>;
}
