import { writeFileSync } from 'node:fs';
import { analyseFile } from '../../analysis/analyse-file.ts';
import { parseSourceFile } from '../../analysis/parse-file.ts';
import type { ProjectView } from '../../analysis/rule.ts';
import { toParserSchema, type FromParser } from './parser-messages.ts';

/** The highest of proc(5), oom_score_adj: out of memory, the kernel ends the parser and not the program that reports it. */
const FIRST_TO_GO = '1000';

/**
 * The process that parses: native code cannot be interrupted inside of a process, but its process can be killed.
 * Speaks over the channel of `fork`, and ends with it.
 */
export async function runParser(): Promise<number> {
  volunteer();
  let project: ProjectView | null = null;
  process.on('message', (value: unknown) => {
    const message = toParserSchema.parse(value);
    if (message.type === 'project') {
      project = { context: message.context, namedHosts: new Set(message.namedHosts), paths: new Set(message.paths) };
      send({ type: 'ready' });
    } else if (project !== null) {
      const findings = analyseFile(parseSourceFile(message.path, message.text), project);
      send({ type: 'findings', findings: findings.map((finding) => ({ ...finding, source: 'static' })) });
    }
  });
  await new Promise<void>((resolve) => process.once('disconnect', resolve));
  return 0;
}

function send(message: FromParser): void {
  process.send?.(message);
}

/** Not everywhere is there such a file, and a sandbox may refuse it: the parser works without. */
function volunteer(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', FIRST_TO_GO);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
