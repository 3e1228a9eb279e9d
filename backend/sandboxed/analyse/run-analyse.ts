import { forkParser } from './fork-parser.ts';

/** The second word of the command in the process that parses. */
const PARSER_ROLE = 'parser';

/**
 * The program `analyse` of the sandbox. A process that parses is started before anything else is loaded, so that both load
 * at the same time; it loads the parsers, and the program that reports does not.
 * @returns the exit status
 */
export async function runAnalyse(): Promise<number> {
  if (process.argv[3] === PARSER_ROLE) return (await import('./run-parser.ts')).runParser();
  const entry = { module: process.argv[1] ?? '', commands: ['analyse', PARSER_ROLE] };
  const spare = [forkParser(entry)];
  return (await import('./run-input.ts')).runInput({ entry, spare });
}
