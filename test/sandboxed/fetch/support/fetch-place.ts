import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SkippedFile } from '../../../../backend/core/review/coverage.ts';
import type { ChangedFile, CommitSummary } from '../../../../backend/core/review/scope.ts';
import { fetchTrees } from '../../../../backend/sandboxed/fetch/fetch-trees.ts';
import { fetchMessageSchema, FETCH_LIMITS, type FetchMessage, type FetchRequest } from '../../../../backend/sandboxed/protocol/fetch-messages.ts';
import { SOURCE_LIMITS } from '../../../../backend/sandboxed/protocol/limits.ts';

export type Fetched = Extract<FetchMessage, { kind: 'fetched' }>;

export interface Outcome {
  readonly fetched: Fetched;
  readonly skipped: readonly SkippedFile[];
  readonly changed: readonly ChangedFile[];
  readonly commits: readonly CommitSummary[];
}

/** Two folders of this machine in the place of a box's. */
export class FetchPlace {
  readonly root = mkdtempSync(join(tmpdir(), 'mcp-trust-fetch-'));
  readonly target = join(this.root, 'target');
  readonly scratch = join(this.root, 'scratch');

  constructor() {
    mkdirSync(this.target);
    mkdirSync(this.scratch);
  }

  async fetch(project: string, head: string, more: Partial<FetchRequest> = {}): Promise<Outcome> {
    const messages = await fetchTrees(toRequest(project, head, more), { target: this.target, scratch: this.scratch, report: () => undefined });
    // What is said must fit what the outside takes.
    const parsed = messages.map((message) => fetchMessageSchema.parse(JSON.parse(JSON.stringify(message))));
    const fetched = parsed.find((message) => message.kind === 'fetched');
    if (fetched === undefined) throw new Error('nothing was fetched');
    return {
      fetched,
      skipped: parsed.flatMap((message) => (message.kind === 'skipped' ? message.files : [])),
      changed: parsed.flatMap((message) => (message.kind === 'changed' ? message.files : [])),
      commits: parsed.flatMap((message) => (message.kind === 'commits' ? message.commits : [])),
    };
  }

  /** Paths below `head` or `base`: content of files, `->target` of links. */
  read(tree: 'head' | 'base'): Record<string, string> {
    const root = join(this.target, tree);
    const paths = listFiles(root);
    return Object.fromEntries(paths.sort().map((path) => [path.slice(root.length + 1), lstatSync(path).isSymbolicLink() ? `->${readlinkSync(path)}` : readFileSync(path, 'utf8')]));
  }

  mode(path: string): number {
    return lstatSync(join(this.target, path)).mode & 0o7777;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Node's own recursion goes through links. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)]));
}

export function toRequest(project: string, head: string, more: Partial<FetchRequest> = {}): FetchRequest {
  return {
    kind: 'fetch', project, head, base: null, directory: null, branch: null, protocols: ['file', 'http'], certificateAuthorities: null,
    proxy: { httpsProxy: null, httpProxy: null, noProxy: null },
    limits: { treeBytes: SOURCE_LIMITS.treeBytes, files: SOURCE_LIMITS.files, packBytes: FETCH_LIMITS.packBytes, historyBytes: FETCH_LIMITS.historyBytes, timeoutMs: 60_000 },
    ...more,
  };
}

export const LIMITS = toRequest('', '').limits;
