import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodedError } from '../../core/coded-error.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';

/** Where the registry repository is fetched from. `location` is a checked https URL or an absolute path. */
export interface CatalogSource {
  readonly location: string;
  readonly protocol: 'https' | 'file';
  readonly branch: string;
}

// What git itself refuses in a ref name (git-check-ref-format), and a leading dash.
const BRANCH_REFUSED = /^[-/]|[\s~^:?*[\\\p{Cc}]|\.\.|@\{|\/\/|(?:^|\/)\.|\.lock(?:\/|$)|[./]$/u;
const MAX_BRANCH_LENGTH = 200;

/**
 * Checks a configured source: an https URL without credentials, a directory, or a `file://` URL; other transports
 * (`ext::`, `git://`, `ssh:`) are refused.
 * @throws PortError `catalog_unavailable`
 */
export function parseCatalogSource(text: string, branch: string): CatalogSource {
  if (branch === '' || branch.length > MAX_BRANCH_LENGTH || BRANCH_REFUSED.test(branch)) throw refused('The branch of the catalog is not a branch name.');
  if (/^file:\/\//i.test(text)) return { location: toPath(text), protocol: 'file', branch };
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return { location: toHttpsUrl(text), protocol: 'https', branch };
  return { location: resolve(text), protocol: 'file', branch };
}

/**
 * Sees to it that a directory source is there before git is asked.
 * @throws PortError `catalog_not_a_repository`
 */
export async function assertDirectorySource(source: CatalogSource): Promise<void> {
  if (source.protocol !== 'file') return;
  const candidates = await Promise.all(['.git', 'HEAD'].map((name) => exists(resolve(source.location, name))));
  if (!candidates.includes(true)) throw new CodedError<PortErrorCode>('catalog_not_a_repository', 'The directory of the catalog has no git repository.');
}

async function exists(path: string): Promise<boolean> {
  // Whatever the reason, git could not read it either.
  return stat(path).then(() => true, () => false);
}

function toPath(text: string): string {
  try {
    return fileURLToPath(text);
  } catch (cause) {
    throw refused('The file URL of the catalog is malformed.', cause);
  }
}

function toHttpsUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:') throw refused('The catalog is fetched over https or from a directory.');
  if (url.username !== '' || url.password !== '') throw refused('The catalog URL carries credentials.');
  return url.href;
}

function refused(message: string, cause?: unknown): CodedError<PortErrorCode> {
  return new CodedError<PortErrorCode>('catalog_unavailable', message, { cause });
}
