import type { PinCommit } from '../../ports/registry-folder.ts';

/** Who the job's commits are by: always the same, so that the same move gives the same commit, and a person's commits differ. */
export const JOB_IDENTITY = { name: 'mcp-trust', email: 'mcp-trust@users.noreply.invalid' } as const;

/** A reference that is gone again when the run ends. */
const DRAFT = 'refs/mcp-trust-draft-';
const NOTHING = '0'.repeat(40);

export interface ImportCommit extends PinCommit {
  /** Path in the repository. */
  readonly path: string;
  readonly mode: string;
}

/**
 * The input of one `git fast-import` (git-fast-import(1)) that makes all commits, prints the id of each on a line, and
 * leaves no reference. Texts go in by their length: nothing in them is a command. `run` tells concurrent runs apart.
 */
export function toImportStream(commits: readonly ImportCommit[], run: string): Buffer {
  const reference = `${DRAFT}${run}`;
  const parts = commits.flatMap((commit, index) => [...toCommands(commit, { reference, mark: index + 1 }), `get-mark :${index + 1}\n`]);
  return Buffer.from(`${parts.join('')}reset ${reference}\nfrom ${NOTHING}\n\ndone\n`);
}

function toCommands({ path, mode, text, message, date, parent }: ImportCommit, { reference, mark }: { readonly reference: string; readonly mark: number }): readonly string[] {
  const by = `${JOB_IDENTITY.name} <${JOB_IDENTITY.email}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
  return [
    `commit ${reference}\nmark :${mark}\nauthor ${by}\ncommitter ${by}\n`, toData(message), `from ${parent}\n`,
    `M ${mode} inline ${quotePath(path)}\n`, toData(text),
  ];
}

function toData(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** C-style quotes, as fast-import reads them. */
function quotePath(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
