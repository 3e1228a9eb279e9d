import { TOOL_LIMITS } from '../protocol/tool-limits.ts';

/** Lines up to the size of an answer. What is left out, here or by a caller that stopped early, is marked as cut. */
export class BoundedText {
  readonly #lines: string[] = [];
  #bytes = 0;
  #isFull = false;
  #isCut = false;

  get isCut(): boolean {
    return this.#isCut;
  }

  /** False when the line doesn't fit: the answer is full, and stays so. */
  add(line: string): boolean {
    const bytes = Buffer.byteLength(line) + 1;
    if (this.#isFull || this.#bytes + bytes > TOOL_LIMITS.answerBytes) {
      this.#isFull = true;
      this.#isCut = true;
      return false;
    }
    this.#bytes += bytes;
    this.#lines.push(line);
    return true;
  }

  /** Something was left out by the caller. */
  markCut(): void {
    this.#isCut = true;
  }

  toString(): string {
    return this.#lines.join('\n');
  }
}
