import type { ChildProcess } from 'node:child_process';
import type { ProjectView } from '../../analysis/rule.ts';
import type { ParserEntry } from './fork-parser.ts';
import { ParserProcess, type ParseOutcome } from './parser-process.ts';

/** As many as a small machine has cores. */
const PROCESSES = 2;

export interface ParserStart {
  readonly entry: ParserEntry;
  /** Started beforehand; more are started when code asks for them. They end with the pool. */
  readonly spare: readonly ChildProcess[];
}

/** The processes that parse. Must be closed. */
export class ParserPool {
  readonly #idle: ParserProcess[];
  readonly #all: readonly ParserProcess[];
  readonly #waiting: ((parser: ParserProcess) => void)[] = [];

  constructor({ entry, spare }: ParserStart, project: ProjectView) {
    this.#all = Array.from({ length: PROCESSES }, (_, index) => new ParserProcess(entry, project, spare[index] ?? null));
    this.#idle = this.#all.toReversed();
  }

  async analyse(path: string, text: string): Promise<ParseOutcome> {
    const parser = this.#idle.pop() ?? (await new Promise<ParserProcess>((resolve) => this.#waiting.push(resolve)));
    try {
      return await parser.analyse(path, text);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(parser);
      else next(parser);
    }
  }

  close(): void {
    for (const parser of this.#all) parser.end();
  }
}
