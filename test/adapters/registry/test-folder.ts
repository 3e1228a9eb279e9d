import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRegistryFolder } from '../../../backend/adapters/registry/git-registry-folder.ts';
import { runGit } from '../../../backend/adapters/git/run-git.ts';
import type { RegistryFolder } from '../../../backend/ports/registry-folder.ts';
import { GIT_ENVIRONMENT, makeRegistry, type RegistryCommit } from '../../fixtures/registry/make-registry.ts';

/** A registry with a remote, cloned into a work tree. */
export class TestFolder {
  readonly root = mkdtempSync(join(tmpdir(), 'folder-'));
  readonly remote = join(this.root, 'remote.git');
  readonly work = join(this.root, 'work');
  readonly folder: RegistryFolder;

  constructor(commits: readonly RegistryCommit[]) {
    makeRegistry(this.remote, commits);
    execFileSync('git', ['clone', '--quiet', this.remote, this.work], { env: GIT_ENVIRONMENT });
    this.folder = openRegistryFolder(this.work, runGit);
  }

  /** git in the work tree, as a person. */
  git(...args: string[]): string {
    return execFileSync('git', ['-C', this.work, '-c', 'user.name=Person', '-c', 'user.email=person@example.com', ...args], { env: GIT_ENVIRONMENT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  }

  /** Everything that a person sees of their checkout: files, index, head. */
  look(): string {
    const files = readdirSync(join(this.work, 'servers'), { recursive: true }).toString();
    return [files, readFileSync(join(this.work, '.git', 'index'), 'hex'), readFileSync(join(this.work, '.git', 'HEAD'), 'utf8'), this.git('status', '--porcelain')].join('\n');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
