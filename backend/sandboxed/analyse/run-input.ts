import { CodedError } from '../../core/coded-error.ts';
import type { AnalysisMessage } from '../protocol/analysis-messages.ts';
import { BASE_TREE, HEAD_TREE } from '../protocol/mounts.ts';
import { analyseTrees } from './analyse-trees.ts';
import type { ParserStart } from './parser-pool.ts';
import { readInput } from './read-input.ts';

const FAILED = 1;
/** Anything that ends the message early is a failure of the source for the outside. */
const KNOWN_FAILURES = ['source_directory_missing', 'source_malformed'] as const;

/**
 * Reads one line of JSON (`analysisInputSchema`) from standard input, applies all static rules to the mounted trees and
 * writes one message a line (`analysisMessageSchema`) to standard output.
 * @returns the exit status
 */
export async function runInput(parser: ParserStart): Promise<number> {
  try {
    const input = await readInput(process.stdin);
    await analyseTrees(input, { trees: { head: HEAD_TREE, base: BASE_TREE }, parser, now: () => performance.now() }, writeMessage);
    return 0;
  } catch (error) {
    const code = error instanceof CodedError ? KNOWN_FAILURES.find((known) => known === error.code) : undefined;
    if (code === undefined) throw error;
    writeMessage({ type: 'failed', code });
    return FAILED;
  } finally {
    // Their channels would keep this process.
    for (const child of parser.spare) child.kill('SIGKILL');
  }
}

function writeMessage(message: AnalysisMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
