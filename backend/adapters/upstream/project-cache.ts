import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../core/coded-error.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';

/**
 * The bare repository of one project, made where it is not there yet: whole or not at all, also when several processes
 * make it. It is written as gitrepository-layout(5) has it, which saves a process a project. Its remote `origin` is a
 * promisor: contents of files are never fetched.
 * @throws PortError `store_unavailable` where the cache folder cannot be written
 */
export async function openProjectCache(cacheFolder: string, location: string): Promise<{ readonly directory: string; readonly isNew: boolean }> {
  const directory = join(cacheFolder, `${createHash('sha256').update(location).digest('hex').slice(0, 32)}.git`);
  if (await isThere(join(directory, 'HEAD'))) return { directory, isNew: false };
  const draft = `${directory}.${randomUUID()}`;
  try {
    await Promise.all(['objects', 'refs'].map((name) => mkdir(join(draft, name), { recursive: true, mode: 0o700 })));
    await Promise.all([
      writeFile(join(draft, 'HEAD'), 'ref: refs/heads/none\n'),
      writeFile(join(draft, 'config'), configuration(location)),
    ]);
    await rename(draft, directory);
    return { directory, isNew: true };
  } catch (cause) {
    // Where nothing can be written, nothing can be left over either: the first failure is the one to tell.
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    if (await isThere(join(directory, 'HEAD'))) return { directory, isNew: false };
    throw new CodedError<PortErrorCode>('store_unavailable', 'The cache of projects cannot be written.', { cause });
  }
}

function configuration(location: string): string {
  return `[core]
\trepositoryformatversion = 1
\tbare = true
\tlogallrefupdates = false
[extensions]
\tpartialClone = origin
[remote "origin"]
\turl = "${location.replace(/[\\"]/g, '\\$&')}"
\tpromisor = true
\tpartialclonefilter = blob:none
[fetch]
\twriteCommitGraph = false
`;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}
