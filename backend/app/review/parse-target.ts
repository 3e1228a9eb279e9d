import type { ReviewTarget } from './target.ts';

const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\/|^git@/i;
/** A directory is named as one: a folder that happens to have the name of an image is never taken for it. */
const PATH_LIKE = /^(?:\.{1,2}$|\.{0,2}[\\/]|[A-Za-z]:[\\/])/;

export interface TargetReading {
  /** Names of the catalog's servers. */
  readonly servers: ReadonlySet<string>;
  /** The absolute form of a path that a person wrote. */
  readonly toAbsolute: (path: string) => string;
}

/** What a text on the command line names: a URL, a path (`/…`, `./…`, `../…`), a server of the catalog, else an image. */
export function parseTarget(text: string, { servers, toAbsolute }: TargetReading): ReviewTarget {
  if (URL_LIKE.test(text)) return { kind: 'git', url: text };
  if (PATH_LIKE.test(text)) return { kind: 'directory', path: toAbsolute(text), text };
  return servers.has(text) ? { kind: 'server', name: text } : { kind: 'reference', text };
}

/** Whether a text names a URL or a path: then no catalog is needed. */
export function isOutsideCatalog(text: string): boolean {
  return URL_LIKE.test(text) || PATH_LIKE.test(text);
}
