import { open, readFile, rename, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchMessageSchema, type FetchMessage, type RecallRequest } from '../protocol/fetch-messages.ts';
import { SOURCE_LIMITS } from '../protocol/limits.ts';
import { fetchFailure } from './git-failure.ts';
import { countTree } from './count-tree.ts';

/** Written last: a fetch that was interrupted has none. */
const RECORD = 'fetched.jsonl';
const MAX_RECORD_BYTES = 32 * 1024 * 1024;

/** Keeps what was told of a fetch beside its trees; the last message is the one that says that it is complete. */
export async function writeRecord(target: string, messages: readonly FetchMessage[]): Promise<void> {
  const part = join(target, `${RECORD}.part`);
  const file = await open(part, 'wx', 0o644);
  await writeAndClose(file, messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
  await rename(part, join(target, RECORD));
}

async function writeAndClose(file: FileHandle, text: string): Promise<void> {
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * What an earlier fetch told, when it came to its end, was of the same commits and folder, and its trees still have as
 * many files and bytes.
 * @throws CodedError `source_malformed`
 */
export async function readRecord(target: string, request: RecallRequest): Promise<FetchMessage[]> {
  const path = join(target, RECORD);
  const incomplete = fetchFailure('source_malformed', 'what lies in the volume is not a complete source');
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size === 0 || size > MAX_RECORD_BYTES) throw incomplete;
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const messages = lines.map((line) => fetchMessageSchema.parse(JSON.parse(line)));
  const last = messages.at(-1);
  if (last?.kind !== 'fetched' || last.project !== request.project || last.head !== request.head || last.base !== request.base || last.directory !== request.directory) throw incomplete;
  const most = 2 * (SOURCE_LIMITS.files + SOURCE_LIMITS.skipped);
  const head = countTree(join(target, 'head'), most);
  const base = request.base === null ? { files: 0, bytes: 0 } : countTree(join(target, 'base'), most);
  if (head.files !== last.files || head.bytes !== last.bytes || base.files !== last.baseFiles || base.bytes !== last.baseBytes) throw incomplete;
  return messages;
}
