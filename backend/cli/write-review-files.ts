import { lstat, open, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { CodedError } from '../core/coded-error.ts';
import { renderReviewFile, REVIEW_FILE_NAMES } from '../core/review/render-review-file.ts';
import type { Review } from '../core/review/review.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Makes the folder, and refuses it when a link or anything but a file stands where one of the four files goes: before the
 * review, because an hour of reading should not end so.
 * @throws CodedError `usage`
 */
export async function assertWritable(folder: string): Promise<void> {
  await orUsage(folder, async () => {
    await makeFolder(folder);
    for (const name of REVIEW_FILE_NAMES) await assertOrdinary(join(folder, name));
  });
}

/** Writes the four files, each whole or not at all: beside their places first, then renamed. Throws `usage`. */
export async function writeReviewFiles(folder: string, review: Review): Promise<void> {
  await assertWritable(folder);
  await orUsage(folder, async () => {
    const written = REVIEW_FILE_NAMES.map((name) => ({ name, temporary: join(folder, `.${name}.${randomUUID()}`) }));
    try {
      for (const { name, temporary } of written) await writeNew(temporary, renderReviewFile(review, name));
      // A rename replaces a link itself, should one have come meanwhile, and never follows it.
      for (const { name, temporary } of written) await rename(temporary, join(folder, name));
    } finally {
      for (const { temporary } of written) await rm(temporary, { force: true });
    }
  });
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function assertOrdinary(path: string): Promise<void> {
  const status = await lstat(path).catch(absentIfMissing);
  if (status?.isFile() === false) throw new CodedError('usage', `${path} is a link or no file, and is not written over.`);
}

function absentIfMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

async function orUsage(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (cause instanceof CodedError || !(cause instanceof Error && 'syscall' in cause && 'code' in cause)) throw cause;
    throw new CodedError('usage', `Nothing can be written to ${folder} (${String(cause.code)}).`, { cause });
  }
}
