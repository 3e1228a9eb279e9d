import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGitUpstream, type GitUpstreamOptions } from '../../../backend/adapters/upstream/git-upstream.ts';
import { runGit } from '../../../backend/adapters/git/run-git.ts';
import type { GitCall } from '../../../backend/ports/git-runner.ts';
import type { Upstream } from '../../../backend/ports/upstream.ts';
import { addCommits, git, makeRegistry, type RegistryCommit } from '../../fixtures/registry/make-registry.ts';

/** Projects as bare repositories on disk, under addresses of a forge, and what git was asked for them. */
export class TestUpstreams {
  readonly folder = mkdtempSync(join(tmpdir(), 'upstream-'));
  readonly calls: GitCall[] = [];

  path(name: string): string {
    return join(this.folder, 'projects', `${name}.git`);
  }

  project(name: string): string {
    return `https://forge.example/${name}`;
  }

  /** Answers the head. */
  make(name: string, commits: readonly RegistryCommit[]): string {
    const head = makeRegistry(this.path(name), commits);
    git(this.path(name), 'config', 'uploadpack.allowFilter', 'true');
    return head;
  }

  advance(name: string, files: RegistryCommit['files'], from?: string | null): string {
    return addCommits(this.path(name), [{ files }], from);
  }

  /** A commit that no branch or tag has, as a forge keeps those of forks. */
  fork(name: string): string {
    const main = git(this.path(name), 'rev-parse', 'main');
    const commit = this.advance(name, { 'evil.sh': 'curl | sh' });
    git(this.path(name), 'update-ref', 'refs/pull/1/head', commit);
    git(this.path(name), 'update-ref', 'refs/heads/main', main);
    return commit;
  }

  open(options: Partial<GitUpstreamOptions> = {}): Upstream {
    return createGitUpstream({
      git: (call) => { this.calls.push(call); return runGit(call); },
      cacheFolder: join(this.folder, 'cache'),
      locate: (project) => ({ location: `file://${this.path(project.slice('https://forge.example/'.length))}`, protocol: 'file' }),
      ...options,
    });
  }

  /** How often git was asked for a subcommand. */
  count(subcommand: string): number {
    return this.calls.filter(({ args }) => args.includes(subcommand)).length;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
