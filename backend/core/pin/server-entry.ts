import type { Repository } from '../image/repository.ts';

/** Where a server's source is pinned (`source` in server.yaml). */
export interface PinnedSource {
  /** Normalised project URL: lower-case host, no trailing `.git` or slash. */
  readonly project: string;
  /** 40 lower-case hex digits, or null where the entry has none (or a malformed one). */
  readonly commit: string | null;
  readonly branch: string | null;
  readonly directory: string | null;
}

/** One server of the catalog, parsed from `servers/<name>/server.yaml`. */
export interface ServerEntry {
  readonly name: string;
  readonly type: 'server' | 'remote' | 'poci';
  readonly title: string;
  readonly description: string;
  readonly image: Repository | null;
  readonly source: PinnedSource | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly icon: string | null;
  /** Hosts that the server may talk to (`run.allowHosts`): lower case, without port; `*` and `*.` as the entry has them. */
  readonly allowedHosts: readonly string[];
}

/** An entry that could not be used; it costs that entry alone. */
export interface EntryProblem {
  readonly server: string;
  readonly file: string;
  readonly line: number | null;
  readonly code: EntryProblemCode;
  readonly detail: string;
}

export type EntryProblemCode =
  | 'entry_yaml_invalid'
  | 'entry_schema_invalid'
  | 'entry_image_malformed'
  | 'entry_commit_malformed'
  | 'entry_project_malformed'
  | 'entry_too_large'
  | 'entry_name_differs';
