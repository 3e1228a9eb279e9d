import type { CodedError } from '../../backend/core/coded-error.ts';
import type { Upstream, UpstreamChanges, UpstreamProject, UpstreamReferences, UpstreamWants } from '../../backend/ports/upstream.ts';

/** A project without git: its history is a line of commits per branch, oldest first. */
export interface FakeProject {
  /** By branch or tag. */
  readonly branches: Readonly<Record<string, readonly string[]>>;
  readonly defaultBranch?: string | null;
  /** Commits that are handed out, though no branch has them. */
  readonly forks?: readonly string[];
  /** Files and folders (with `/` at the end) of every commit; everything where absent. */
  readonly paths?: readonly string[];
  /** Files that changed between any two commits, by default `src/a.ts`. */
  readonly changed?: readonly string[];
}

/** Projects that answer from memory, and count what they are asked. */
export class FakeUpstream implements Upstream {
  readonly projects = new Map<string, FakeProject>();
  readonly failures = new Map<string, CodedError>();
  readonly listed: string[] = [];
  readonly opened: { readonly project: string; readonly wants: UpstreamWants }[] = [];
  /** Runs when a project is listed: something else happens meanwhile. */
  onList: (project: string) => void = () => undefined;
  mostAtOnce = 0;
  #now = 0;

  async listReferences(project: string): Promise<UpstreamReferences> {
    this.listed.push(project);
    this.#now += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#now);
    await new Promise((resolve) => { setImmediate(resolve); });
    this.#now -= 1;
    this.onList(project);
    const { branches, defaultBranch = 'main' } = this.#get(project);
    return { commitOf: (reference) => branches[reference]?.at(-1) ?? null, defaultBranch };
  }

  open(project: string, wants: UpstreamWants): Promise<UpstreamProject> {
    this.opened.push({ project, wants });
    const { branches, forks = [], paths, changed = ['src/a.ts'] } = this.#get(project);
    const lines = Object.entries(branches);
    const isIn = (commit: string, head: string): boolean => lines.some(([, line]) => line.includes(head) && line.indexOf(commit) >= 0 && line.indexOf(commit) <= line.indexOf(head));
    const opened: UpstreamProject = {
      hasCommit: (commit) => Promise.resolve(forks.includes(commit) || lines.some(([, line]) => line.includes(commit))),
      isReachable: (commit, head) => Promise.resolve(commit === head || isIn(commit, head)),
      findContaining: (commit) => Promise.resolve(lines.map(([name, line]) => (line.includes(commit) ? `refs/heads/${name}` : null)).find((name) => name !== null) ?? null),
      hasPath: (_commit, path, kind) => Promise.resolve(paths === undefined || paths.includes(kind === 'folder' ? `${path}/` : path)),
      changesBetween: (_older, newer, directory) => Promise.resolve(toChanges(newer, changed.filter((path) => directory === null || path.startsWith(`${directory}/`)))),
    };
    return Promise.resolve(opened);
  }

  #get(project: string): FakeProject {
    const failure = this.failures.get(project);
    if (failure !== undefined) throw failure;
    const found = this.projects.get(project);
    if (found === undefined) throw new Error(`no project ${project}`);
    return found;
  }
}

function toChanges(newer: string, files: readonly string[]): UpstreamChanges {
  return {
    commits: [{ commit: newer, date: '2026-02-03T04:05:06.000Z', author: 'Somebody', subject: 'Change' }], commitCount: 1,
    files: files.map((path) => ({ path, change: 'modified' as const })), fileCount: files.length,
  };
}
