import { posix } from 'node:path';
import type { UpstreamChanges, UpstreamProject } from '../../ports/upstream.ts';
import { COMMIT_FORMAT, parseChangedFiles, parseCommits } from './parse-changes.ts';
import type { UpstreamLimits } from './upstream-limits.ts';

/** Runs git in the cache of one project, without network. Answers its standard output. */
export type LocalGit = (args: readonly string[], input?: string) => Promise<string>;

export interface ProjectParts {
  readonly git: LocalGit;
  /** Fetches every branch and tag below `refs/all/`. */
  readonly fetchAll: () => Promise<void>;
  /** Commits that are there. */
  readonly known: ReadonlySet<string>;
  readonly limits: UpstreamLimits;
}

const ALL = 'refs/all/';

/** Answers about one project from its cached history. */
export class ProjectRepository implements UpstreamProject {
  readonly #git: LocalGit;
  readonly #fetchAll: () => Promise<void>;
  readonly #known: ReadonlySet<string>;
  readonly #limits: UpstreamLimits;
  readonly #reached = new Set<string>();
  #all: Promise<void> | null = null;

  constructor({ git, fetchAll, known, limits }: ProjectParts) {
    this.#git = git;
    this.#fetchAll = fetchAll;
    this.#known = known;
    this.#limits = limits;
  }

  async hasCommit(commit: string): Promise<boolean> {
    return this.#known.has(commit) || (await this.#git(['cat-file', '--batch-check=%(objecttype)'], `${commit}\n`)).trim() === 'commit';
  }

  async isReachable(commit: string, head: string): Promise<boolean> {
    return commit === head || this.#reached.has(`${commit} ${head}`) || (await this.#git(['rev-list', '--max-count=1', commit, `^${head}`])) === '';
  }

  async findContaining(commit: string): Promise<string | null> {
    this.#all ??= this.#fetchAll();
    await this.#all;
    const name = (await this.#git(['for-each-ref', '--count=1', '--format=%(refname)', `--contains=${commit}`, ALL])).trim();
    return name === '' ? null : `refs/${name.slice(ALL.length)}`;
  }

  async hasPath(commit: string, path: string, kind: 'file' | 'folder'): Promise<boolean> {
    const [, type, , found] = /^\d+ (\w+) ([0-9a-f]+)\t([^\0]*)\0$/.exec(await this.#git(['--literal-pathspecs', 'ls-tree', '-z', commit, '--', path])) ?? [];
    // A submodule is a commit: its files are not there.
    return found === posix.normalize(path) && type === (kind === 'file' ? 'blob' : 'tree');
  }

  async changesBetween(older: string, newer: string, directory: string | null): Promise<UpstreamChanges> {
    const range = `${older}..${newer}`;
    const place = directory === null ? [] : ['--', directory];
    const [log, diff] = await Promise.all([
      this.#git(['log', `--max-count=${this.#limits.commits}`, ...COMMIT_FORMAT, range]),
      this.#git(['--literal-pathspecs', 'diff-tree', '-r', '-z', '--name-status', '--no-renames', '--no-ext-diff', older, newer, ...place]),
    ]);
    const { commits, parents } = parseCommits(log);
    // A commit of `older..newer` that builds on `older` proves that `newer` does: a run of git less.
    if (parents.has(older)) this.#reached.add(`${older} ${newer}`);
    const commitCount = commits.length < this.#limits.commits ? commits.length : Number(await this.#git(['rev-list', '--count', range]));
    const { files, count } = parseChangedFiles(diff, this.#limits.files);
    return { commits, commitCount, files, fileCount: count };
  }
}
