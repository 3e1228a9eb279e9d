import type { ChildProcess } from 'node:child_process';
import type { ProjectView } from '../../analysis/rule.ts';
import type { Finding } from '../../core/review/finding.ts';
import { ANALYSIS_LIMITS } from '../protocol/limits.ts';
import { forkParser, type ParserEntry } from './fork-parser.ts';
import { fromParserSchema, type FromParser, type ToParser } from './parser-messages.ts';

/** What came of a file: its findings, or why there are none. */
export type ParseOutcome = { readonly kind: 'findings'; readonly findings: readonly Finding[] } | { readonly kind: 'parse_timeout' | 'parse_failed' };

/** Loading the parsers; no file's time. */
const START_MS = 30_000;

/** One process that parses one file at a time. After a timeout or a crash it is gone, and the next file gets a new one. */
export class ParserProcess {
  readonly #entry: ParserEntry;
  readonly #project: ToParser;
  #spare: ChildProcess | null;
  #child: ChildProcess | null = null;

  /** `spare` is a process that was started beforehand; without one, the first file starts it. */
  constructor(entry: ParserEntry, project: ProjectView, spare: ChildProcess | null) {
    this.#entry = entry;
    this.#spare = spare;
    this.#project = { type: 'project', context: { ...project.context, allowedHosts: [...project.context.allowedHosts], otherServers: [...project.context.otherServers] }, namedHosts: [...project.namedHosts], paths: [...project.paths] };
  }

  /** Never rejects for what a file does to the parser. */
  async analyse(path: string, text: string): Promise<ParseOutcome> {
    const child = await this.#start();
    const answer = child === null ? null : await ask(child, { type: 'file', path, text }, ANALYSIS_LIMITS.parseMs);
    if (answer === null || answer === 'late' || answer.type !== 'findings') {
      this.end();
      return { kind: answer === 'late' ? 'parse_timeout' : 'parse_failed' };
    }
    return { kind: 'findings', findings: answer.findings };
  }

  end(): void {
    for (const child of [this.#child, this.#spare]) child?.kill('SIGKILL');
    this.#child = null;
    this.#spare = null;
  }

  async #start(): Promise<ChildProcess | null> {
    if (this.#child?.connected === true) return this.#child;
    const child = this.#spare ?? forkParser(this.#entry);
    this.#spare = null;
    this.#child = child;
    const answer = await ask(child, this.#project, START_MS);
    return answer === null || answer === 'late' ? null : child;
  }
}

/** The next message of the process; null when it ended or spoke nonsense. */
async function ask(child: ChildProcess, message: ToParser, milliseconds: number): Promise<FromParser | 'late' | null> {
  const { promise, resolve } = Promise.withResolvers<FromParser | 'late' | null>();
  const onMessage = (value: unknown): void => {
    resolve(fromParserSchema.safeParse(value).data ?? null);
  };
  const onEnd = (): void => {
    resolve(null);
  };
  const timer = setTimeout(() => {
    resolve('late');
  }, milliseconds);
  child.once('message', onMessage).once('exit', onEnd).once('error', onEnd);
  child.send(message, (error) => {
    if (error !== null) resolve(null);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    child.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
  }
}
