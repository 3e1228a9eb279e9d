import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../core/coded-error.ts';
import { digestHex, type Digest } from '../../core/image/digest.ts';
import type { GapCode } from '../../core/gap-code.ts';
import { readHashed, type HashedBytes } from './read-body.ts';

/** Not followed when it is a link, and not waited for when it is a pipe. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The files of an OCI image layout. Links are not followed, wherever they lead; only regular files are read. */
export class LayoutFolder {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  /** @throws CodedError `layout_unreadable` */
  static async open(path: string): Promise<LayoutFolder> {
    try {
      return new LayoutFolder(await realpath(path));
    } catch (error) {
      throw toLayoutError(error);
    }
  }

  /**
   * A file of the layout's own, e.g. `index.json`.
   * @throws CodedError `layout_unreadable`, `content_too_large`
   */
  async readFile(name: string, maxBytes: number): Promise<Uint8Array> {
    const content = await this.#read(name, maxBytes);
    if (content === null) throw new CodedError<GapCode>('layout_unreadable', `The layout has no ${name}.`);
    return content.bytes;
  }

  /**
   * A blob, hashed while it is read; null where the layout doesn't have it.
   * @throws CodedError `layout_unreadable`, `content_too_large`, `content_digest_differs`
   */
  async readBlob(digest: Digest, maxBytes: number): Promise<Uint8Array | null> {
    const content = await this.#read(join('blobs', 'sha256', digestHex(digest)), maxBytes);
    if (content === null) return null;
    if (content.digest !== digest) throw new CodedError<GapCode>('content_digest_differs', 'A blob of the layout is not what its name says.');
    return content.bytes;
  }

  async #read(name: string, maxBytes: number): Promise<HashedBytes | null> {
    const path = join(this.#root, name);
    try {
      // A folder on the way may be a link too.
      if ((await realpath(path)) !== path) throw new CodedError<GapCode>('layout_unreadable', 'A file of the layout is a link.');
      return await readRegular(path, maxBytes);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw toLayoutError(error);
    }
  }
}

async function readRegular(path: string, maxBytes: number): Promise<HashedBytes> {
  const file = await open(path, OPEN_FLAGS);
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new CodedError<GapCode>('layout_unreadable', 'The layout has something other than a file where a file belongs.');
    const content = status.size > maxBytes ? null : await readHashed(file.createReadStream({ autoClose: false }), maxBytes);
    if (content === null) throw new CodedError<GapCode>('content_too_large', 'A file of the layout is larger than what is read.');
    return content;
  } finally {
    await file.close();
  }
}

/** What the file system says, as a coded error; a bug is thrown on. */
function toLayoutError(error: unknown): Error {
  if (error instanceof CodedError) return error;
  if (!(error instanceof Error) || !('code' in error)) throw error;
  return new CodedError<GapCode>('layout_unreadable', `The layout cannot be read (${String(error.code)}).`, { cause: error });
}
