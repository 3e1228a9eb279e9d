import { join } from 'node:path';
import { makeRegistry, type RegistryCommit, type RegistryFile } from '../../../fixtures/registry/make-registry.ts';
import { commitOf, entryFile, serverPath } from '../../../fixtures/registry/server-yaml.ts';

export const CURRENT = commitOf('b');
export const FORMER = commitOf('a');
export const NEVER = commitOf('f');
const DAY = 24 * 60 * 60;

/** Servers with a story of their own; every other one was pinned to FORMER, and then to CURRENT. */
export const SPECIAL = { withdrawn: 'withdrawn', archive: 'archive', pinless: 'pinless', removed: 'removed', unreadable: 'unreadable', clipboard: 'clipboard' } as const;
export const CLIPBOARD_IMAGE = 'acme/clipboard';

/** Makes the catalog's repository with its pin history below the folder; answers where it stands. `now` in milliseconds. */
export function makeTrialCatalog(folder: string, servers: readonly string[], now: number): string {
  const repository = join(folder, 'catalog.git');
  const ago = (days: number): number => Math.floor(now / 1000) - days * DAY;
  const pinAll = (commit: string): Record<string, RegistryFile> => Object.assign({}, ...servers.map((name) => entryFile(name, { commit, ...sharedProject(name) }))) as Record<string, RegistryFile>;
  const clipboard = (commit: string): Record<string, RegistryFile> => entryFile(SPECIAL.clipboard, { commit, image: CLIPBOARD_IMAGE });
  const commits: readonly RegistryCommit[] = [
    { seconds: ago(200), files: { ...entryFile(SPECIAL.archive, { commit: null }), ...entryFile(SPECIAL.pinless, { commit: null }) } },
    { seconds: ago(100), files: { ...pinAll(FORMER), ...clipboard(FORMER), ...entryFile(SPECIAL.withdrawn, { commit: FORMER }), ...entryFile(SPECIAL.removed, { commit: FORMER }) } },
    { seconds: ago(60), files: { ...entryFile(SPECIAL.archive, { commit: FORMER }), ...entryFile(SPECIAL.unreadable, { commit: CURRENT }) } },
    { seconds: ago(20), files: { ...pinAll(CURRENT), ...clipboard(CURRENT), ...entryFile(SPECIAL.withdrawn, { commit: CURRENT }) } },
    { seconds: ago(15), files: { ...entryFile(SPECIAL.withdrawn, { commit: FORMER }) } },
    { seconds: ago(5), files: { [serverPath(SPECIAL.removed)]: null, [serverPath(SPECIAL.unreadable)]: 'image: [mcp/unreadable\n' } },
  ];
  makeRegistry(repository, commits);
  return repository;
}

/** Twins share project and commit, as a third of the real catalog's servers do with another one. */
function sharedProject(name: string): { readonly project?: string } {
  return name.startsWith('twin') ? { project: 'https://github.com/acme/fresh' } : {};
}
