/** A process that made something on the engine: enough of it to tell later whether it still runs. No part holds a `/`. */
export interface Owner {
  readonly host: string;
  /** Of the kernel that it runs on, drawn at each boot; empty where the system has none. */
  readonly boot: string;
  /** Where its process id counts; empty where there is one such place alone. */
  readonly namespace: string;
  readonly pid: number;
  /** Tells it from a later process with the same id; empty where the system doesn't say. */
  readonly startedAt: string;
}

export type Life = 'alive' | 'dead' | 'unknown';

const FORM = /^([^/]{1,255})\/([0-9a-f-]{0,64})\/([0-9]{0,20})\/([0-9]{1,10})\/([0-9]{0,20})$/;
/** Docker names a container's host by the beginning of its id. */
const CONTAINER_HOST = /^[0-9a-f]{12}$/;

export function formatOwner({ host, boot, namespace, pid, startedAt }: Owner): string {
  return [host, boot, namespace, pid, startedAt].join('/');
}

/** Null for a text of another form: labels can be written by anybody who may use the engine. */
export function parseOwner(text: string): Owner | null {
  const [, host, boot, namespace, pid, startedAt] = FORM.exec(text) ?? [];
  if (host === undefined || boot === undefined || namespace === undefined || startedAt === undefined) return null;
  return { host, boot, namespace, pid: Number(pid), startedAt };
}

/**
 * Whether an owner lives, as seen by `self`; `isRunning` is asked only about processes that `self` can see.
 * `unknown` for another machine or another container: one engine serves several.
 */
export function judgeOwner(owner: Owner, self: Owner, isRunning: (owner: Owner) => boolean): Life {
  if (owner.host !== self.host) return 'unknown';
  if (owner.boot !== self.boot) return 'dead';
  if (owner.namespace === self.namespace) return isRunning(owner) ? 'alive' : 'dead';
  // A container that was started anew has the same name and another space of process ids.
  return CONTAINER_HOST.test(owner.host) ? 'dead' : 'unknown';
}
