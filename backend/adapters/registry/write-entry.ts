import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError } from '../../core/coded-error.ts';
import { isServerName } from '../../core/pin/source-names.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';
import type { RegistryFile } from '../../ports/registry-folder.ts';

/**
 * Writes an entry beside itself, flushed, then moved into place.
 * @throws PortError `registry_folder_unwritable`, also where it is there already and may not be replaced
 */
export async function writeEntry(directory: string, { server, text }: RegistryFile, mayReplace: boolean): Promise<void> {
  if (!isServerName(server)) throw unwritable(`${server} cannot be the name of a folder.`);
  const path = join(directory, 'servers', server, 'server.yaml');
  const draft = join(dirname(path), `.server.yaml.${randomUUID()}`);
  try {
    await mkdir(dirname(path), { recursive: true });
    // A link would lead out of the registry.
    if (!(await lstat(dirname(path))).isDirectory()) throw unwritable('The folder of the server is a link.');
    const file = await open(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    // A link fails where something is there, a rename does not.
    await (mayReplace ? rename(draft, path) : link(draft, path));
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw unwritable(cause.code === 'EEXIST' ? 'The entry is there already.' : `servers/${server}/server.yaml (${String(cause.code)})`, cause);
  } finally {
    await rm(draft, { force: true });
  }
}

function unwritable(message: string, cause?: unknown): CodedError<PortErrorCode> {
  return new CodedError('registry_folder_unwritable', message, { cause });
}
