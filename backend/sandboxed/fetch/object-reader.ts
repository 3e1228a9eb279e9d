import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fetchFailure } from './git-failure.ts';
import { endGit, spawnGit } from './git-command.ts';

export interface ObjectInfo {
  readonly type: string;
  readonly size: number;
}

const ANSWER = /^[0-9a-f]{40} (blob|tree|commit|tag) (\d{1,15})$/;
const MAX_LINE = 256;
/** Questions under way at once: few enough to fit in a pipe, so that neither side waits for the other. */
const BATCH = 500;

/** Reads objects by id out of a repository, through one `git cat-file`. No filter, conversion or attribute acts on them. */
export class ObjectReader {
  readonly #child: ChildProcess;
  readonly #input: AsyncIterator<Buffer>;
  readonly #timer: NodeJS.Timeout;
  #waiting: Buffer = Buffer.alloc(0);

  constructor(repository: { readonly path: string; readonly deadline: number }) {
    const reach = { protocols: [], httpsProxy: null, httpProxy: null, noProxy: null, authoritiesFile: null };
    this.#child = spawnGit({ args: ['cat-file', '--batch-command'], repository: repository.path, reach });
    this.#child.on('error', () => undefined);
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stderr?.resume();
    this.#timer = setTimeout(() => { endGit(this.#child); }, Math.max(0, repository.deadline - Date.now()));
    const output: Readable | null = this.#child.stdout;
    if (output === null) throw new Error('git was started without an output');
    this.#input = output[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** Types and sizes, in the order of the ids; null for objects that are not there. */
  async describe(ids: readonly string[]): Promise<(ObjectInfo | null)[]> {
    const found: (ObjectInfo | null)[] = [];
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = ids.slice(start, start + BATCH);
      this.#ask('info', batch);
      for (let left = batch.length; left > 0; left -= 1) found.push(await this.#readHeader());
    }
    return found;
  }

  /** Contents, in the order of the ids. Only for ids whose size was asked for. */
  async *contents(ids: readonly string[]): AsyncGenerator<Buffer> {
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = ids.slice(start, start + BATCH);
      this.#ask('contents', batch);
      for (const id of batch) {
        const info = await this.#readHeader();
        if (info === null) throw fetchFailure('source_malformed', `object ${id} went away`);
        // A line feed ends the content.
        const content = await this.#take(info.size + 1);
        yield content.subarray(0, info.size);
      }
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    endGit(this.#child);
  }

  #ask(command: 'info' | 'contents', ids: readonly string[]): void {
    this.#child.stdin?.write(ids.map((id) => `${command} ${id}\n`).join(''));
  }

  async #readHeader(): Promise<ObjectInfo | null> {
    const line = await this.#line();
    if (line.endsWith(' missing')) return null;
    const [, type = '', size = ''] = ANSWER.exec(line) ?? [];
    if (type === '') throw fetchFailure('source_malformed', 'git does not read its own objects');
    return { type, size: Number(size) };
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#waiting.indexOf(10);
      if (end >= 0) {
        const line = this.#waiting.toString('latin1', 0, end);
        this.#waiting = this.#waiting.subarray(end + 1);
        return line;
      }
      if (this.#waiting.length > MAX_LINE) throw fetchFailure('source_malformed', 'git does not read its own objects');
      this.#waiting = Buffer.concat([this.#waiting, await this.#more()]);
    }
  }

  async #take(size: number): Promise<Buffer> {
    const parts = [this.#waiting];
    let length = this.#waiting.length;
    while (length < size) {
      const part = await this.#more();
      parts.push(part);
      length += part.length;
    }
    const all = parts.length === 1 ? this.#waiting : Buffer.concat(parts, length);
    this.#waiting = all.subarray(size);
    return all.subarray(0, size);
  }

  async #more(): Promise<Buffer> {
    const next = await this.#input.next();
    if (next.done === true) throw fetchFailure('source_malformed', 'git ended while objects were read');
    return next.value;
  }
}
