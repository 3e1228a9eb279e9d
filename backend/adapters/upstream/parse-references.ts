import { CodedError } from '../../core/coded-error.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';
import type { UpstreamReferences } from '../../ports/upstream.ts';

const SYMBOLIC_HEAD = /^ref: refs\/heads\/(\S+)\tHEAD$/;
const REFERENCE = /^([0-9a-f]{40})\t(\S+)$/;

/**
 * Reads what `git ls-remote --symref` printed (git-ls-remote(1)): tags count by the commit they point at (`^{}`).
 * @throws PortError `upstream_malformed` for lines of another form, such as SHA-256 ids, and where there is none: to git a
 *   web page at the address can look like an empty repository, and a pin cannot be judged by either
 */
export function parseReferences(text: string): UpstreamReferences {
  const commits = new Map<string, string>();
  let defaultBranch: string | null = null;
  for (const line of text.split('\n')) {
    const branch = SYMBOLIC_HEAD.exec(line)?.[1];
    if (branch !== undefined) {
      defaultBranch = branch;
      continue;
    }
    const [, commit, name] = REFERENCE.exec(line) ?? [];
    if (commit !== undefined && name !== undefined) commits.set(name.replace(/\^\{\}$/, ''), commit);
    else if (line !== '' && !line.startsWith('ref: ')) throw new CodedError<PortErrorCode>('upstream_malformed', 'The project lists references of an unknown form.');
  }
  if (commits.size === 0) throw new CodedError<PortErrorCode>('upstream_malformed', 'The project has no branches or tags.');
  const commitOf = (reference: string): string | null =>
    (reference.startsWith('refs/') ? commits.get(reference) : (commits.get(`refs/heads/${reference}`) ?? commits.get(`refs/tags/${reference}`))) ?? null;
  return { commitOf, defaultBranch };
}
