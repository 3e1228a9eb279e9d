import { CodedError } from '../../core/coded-error.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';
import { toEntryText, unread, type ReadEntry } from './entry-text.ts';
import type { RegistryGit } from './registry-git.ts';
import { REGISTRY_LIMITS } from './registry-limits.ts';

interface TreeFile {
  readonly server: string;
  readonly file: string;
  readonly blob: string;
  readonly isReadable: boolean;
  readonly problem: string | null;
}

const LINE = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s;
const ENTRY = /^servers\/([^/]+)\/server\.yaml$/;

/** Reads `servers/<name>/server.yaml` of a commit by two runs of git. */
export async function listCommit(git: RegistryGit, commit: string, signal: AbortSignal): Promise<readonly ReadEntry[]> {
  const files = await listTree(git, commit, signal);
  const readable = files.filter(({ isReadable }) => isReadable);
  const blobs = await readObjects(git, readable.map(({ blob }) => blob), signal);
  const texts = new Map(readable.map((file, index) => [file.file, blobs[index]]));
  return files.map((file) => {
    const { server, file: path, problem } = file;
    const bytes = texts.get(path);
    if (bytes === undefined || bytes === null) return unread({ server, file: path }, problem === null ? 'entry_too_large' : 'file_unreadable', problem ?? 'It is larger than any entry.');
    return toEntryText({ server, file: path }, bytes);
  });
}

/**
 * The contents of objects by name (`<id>`, `<commit>:<path>`); null for what is not there or is no file.
 * Names must hold no line feed.
 */
export async function readObjects(git: RegistryGit, names: readonly string[], signal: AbortSignal): Promise<readonly (Buffer | null)[]> {
  if (names.length === 0) return [];
  const output = await git.bytes(['cat-file', '--batch', '--buffer'], { input: `${names.join('\n')}\n`, signal });
  let position = 0;
  return names.map(() => {
    const start = output.indexOf(0x0a, position) + 1;
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(output.toString('latin1', position, Math.max(start - 1, position))) ?? [];
    position = start;
    if (type === undefined || size === undefined) return null;
    position += Number(size) + 1;
    return type === 'blob' ? output.subarray(start, start + Number(size)) : null;
  });
}

async function listTree(git: RegistryGit, commit: string, signal: AbortSignal): Promise<readonly TreeFile[]> {
  const { prefix } = await git.place(signal);
  const output = await git.text(['ls-tree', '-r', '-l', '-z', '--full-tree', commit, '--', `${prefix}servers/`], { signal });
  const files = output.split('\0').map((line) => toTreeFile(line, prefix)).filter((file) => file !== null);
  if (files.length === 0) throw new CodedError<PortErrorCode>('registry_folder_unreadable', 'The commit has no servers/<name>/server.yaml.');
  if (files.length > REGISTRY_LIMITS.servers) throw new CodedError<PortErrorCode>('registry_folder_unreadable', `It has more than ${REGISTRY_LIMITS.servers} servers.`);
  return files;
}

function toTreeFile(line: string, prefix: string): TreeFile | null {
  const [, mode = '', , blob = '', size = '', path = ''] = LINE.exec(line) ?? [];
  const file = path.slice(prefix.length);
  const server = ENTRY.exec(file)?.[1];
  if (server === undefined) return null;
  const isFile = mode.startsWith('100');
  return { server, file, blob, isReadable: isFile && Number(size) <= REGISTRY_LIMITS.entryBytes, problem: isFile ? null : 'server.yaml is not a file.' };
}
