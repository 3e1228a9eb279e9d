import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGitCatalog, type GitCatalogOptions } from '../../../backend/adapters/catalog/git-catalog.ts';
import { runGit } from '../../../backend/adapters/git/run-git.ts';
import type { Catalog, CatalogSnapshot } from '../../../backend/ports/catalog.ts';
import { makeRegistry, type RegistryCommit } from '../../fixtures/registry/make-registry.ts';

/** A registry in a temporary folder, and catalogs that are fetched from it. */
export class TestRegistry {
  readonly folder = mkdtempSync(join(tmpdir(), 'registry-'));
  readonly source = join(this.folder, 'registry.git');
  readonly data = join(this.folder, 'data');

  constructor(commits: readonly RegistryCommit[]) {
    if (commits.length > 0) makeRegistry(this.source, commits);
  }

  open(options: Partial<GitCatalogOptions> = {}): Promise<Catalog> {
    return openGitCatalog({ dataDirectory: this.data, source: this.source, branch: 'main', git: runGit, clock: Date.now, ...options });
  }

  /** A catalog that was refreshed, and its snapshot. */
  async fetch(options: Partial<GitCatalogOptions> = {}): Promise<CatalogSnapshot> {
    const catalog = await this.open(options);
    await refresh(catalog);
    return catalog.snapshot();
  }

  /** The folder of the one source that was fetched. */
  get clone(): string {
    const name = readdirSync(this.data).find((entry) => /^[0-9a-f]{16}$/.test(entry));
    return join(this.data, name ?? 'none');
  }

  get index(): string {
    return join(this.clone, readdirSync(this.clone).find((entry) => entry.startsWith('index-')) ?? 'none');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

export function refresh(catalog: Catalog) {
  return catalog.refresh({ signal: new AbortController().signal });
}

export function coded(code: string): { readonly asymmetricMatch: (error: unknown) => boolean } {
  return { asymmetricMatch: (error) => error instanceof Error && 'code' in error && error.code === code };
}

/** `a b` for a history that pinned aaaa… and then bbbb…, with `-` where a gap is. */
export function digits(snapshot: CatalogSnapshot, server: string): string {
  const intervals = snapshot.historyFor(server)?.intervals ?? [];
  return intervals.map(({ commit, until }, index) => {
    const next = intervals[index + 1];
    const end = next === undefined ? (until === null ? '' : ' -') : next.from === until ? '' : ' -';
    return `${commit.charAt(0)}${end}`;
  }).join(' ');
}
