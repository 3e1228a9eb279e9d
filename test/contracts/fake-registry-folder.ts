import { createHash } from 'node:crypto';
import type { PinProblem } from '../../backend/core/pin/pin-problem.ts';
import type { BranchContent, BranchMove, PinCommit, PushResult, RegistryFile, RegistryFolder, RegistryHeads, RegistryListing } from '../../backend/ports/registry-folder.ts';

const MAIN = '1'.repeat(40);

/** A registry in memory: one main, branches that hold one file each. */
export class FakeRegistryFolder implements RegistryFolder {
  readonly files = new Map<string, string>();
  problems: readonly PinProblem[] = [];
  main: RegistryHeads['main'] = { branch: 'main', commit: MAIN };
  readonly branches = new Map<string, string>();
  readonly contents = new Map<string, BranchContent>();
  /** Servers that differ between any two revisions. */
  changed: readonly string[] = [];
  /** Revisions that are known. */
  readonly revisions = new Map<string, string>([['HEAD', MAIN]]);
  base: string | null = null;
  readonly asked: string[] = [];
  readonly commits: PinCommit[] = [];
  readonly pushes: { readonly remote: string | null; readonly moves: readonly BranchMove[] }[] = [];
  /** Branches that the remote does not take. */
  readonly refused = new Set<string>();

  add(server: string, text: string): void {
    this.files.set(server, text);
  }

  listFiles(revision: string | null): Promise<RegistryListing> {
    this.asked.push(`listFiles ${String(revision)}`);
    const files = [...this.files].map(([server, text]) => ({ server, file: `servers/${server}/server.yaml`, text })).toSorted((one, other) => (one.server < other.server ? -1 : 1));
    return Promise.resolve({ files, problems: this.problems });
  }

  changedServers(older: string, newer: string | null): Promise<readonly string[]> {
    this.asked.push(`changedServers ${older} ${String(newer)}`);
    return Promise.resolve(this.changed);
  }

  resolve(revision: string): Promise<string | null> {
    return Promise.resolve(this.revisions.get(revision) ?? null);
  }

  mergeBase(): Promise<string | null> {
    return Promise.resolve(this.base);
  }

  readHeads(): Promise<RegistryHeads> {
    return Promise.resolve({ main: this.main, branches: new Map(this.branches) });
  }

  obtain(): Promise<void> {
    return Promise.resolve();
  }

  readBranches({ branches }: { readonly branches: readonly { readonly commit: string }[] }): Promise<readonly BranchContent[]> {
    return Promise.resolve(branches.map(({ commit }) => this.contents.get(commit) ?? { isOwn: false, text: null, parentText: null }));
  }

  commitPins(commits: readonly PinCommit[]): Promise<ReadonlyMap<string, string>> {
    this.commits.push(...commits);
    return Promise.resolve(new Map(commits.map((commit) => {
      const id = createHash('sha1').update(JSON.stringify(commit)).digest('hex');
      this.contents.set(id, { isOwn: true, text: commit.text, parentText: this.files.get(commit.server) ?? null });
      return [commit.server, id];
    })));
  }

  publish(remote: string | null, moves: readonly BranchMove[]): Promise<ReadonlyMap<string, PushResult>> {
    this.pushes.push({ remote, moves });
    return Promise.resolve(new Map(moves.map(({ branch, commit, expected }): readonly [string, PushResult] => {
      if (this.refused.has(branch) || (this.branches.get(branch) ?? null) !== expected) return [branch, { state: 'refused', reason: 'stale info' }];
      this.branches.set(branch, commit);
      return [branch, { state: 'pushed' }];
    })));
  }

  writeFile({ server, text }: RegistryFile): Promise<void> {
    this.files.set(server, text);
    return Promise.resolve();
  }
}
