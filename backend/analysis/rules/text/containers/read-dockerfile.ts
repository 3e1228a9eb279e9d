import type { SourceFile } from '../../../rule.ts';
import { FILE_KINDS } from '../file-kinds.ts';

/** One instruction, its continued lines joined by blanks. */
export interface Instruction {
  /** Upper case. */
  readonly name: string;
  readonly rest: string;
  /** From 1. */
  readonly line: number;
  readonly endLine: number;
}

const LINES = 10_000;
const LINE = 5_000;
const START = /^\s{0,100}([A-Za-z]{1,20})(?:\s{1,100}(.*))?$/;
const HEREDOC = /<<-?["']?([A-Za-z_]\w{0,60})["']?/;

const files = new WeakMap<SourceFile, readonly Instruction[]>();

/** Instructions of a Dockerfile (docs.docker.com/reference/dockerfile); none for another file. Lines that are none are passed over. */
export function readDockerfile(file: SourceFile): readonly Instruction[] {
  if (!FILE_KINDS.dockerfile(file.path)) return [];
  const known = files.get(file);
  if (known !== undefined) return known;
  const instructions = parse(file.text.split('\n', LINES).map((line) => line.slice(0, LINE)));
  files.set(file, instructions);
  return instructions;
}

function parse(lines: readonly string[]): Instruction[] {
  const instructions: Instruction[] = [];
  for (let index = 0; index < lines.length; ) {
    const start = index;
    const parts: string[] = [];
    for (let isContinued = true; isContinued && index < lines.length; index++) {
      const line = (lines[index] ?? '').trimEnd();
      const isComment = /^\s{0,100}#/.test(line);
      if (!isComment) parts.push(line.replace(/\\$/, ''));
      isContinued = (isComment && parts.length > 0) || line.endsWith('\\');
    }
    const match = START.exec(parts.join(' '));
    if (match === null) continue;
    const rest = match[2] ?? '';
    const end = HEREDOC.exec(rest)?.[1];
    const body: string[] = [];
    while (end !== undefined && index < lines.length && body.at(-1)?.trim() !== end) body.push(lines[index++] ?? '');
    instructions.push({ name: (match[1] ?? '').toUpperCase(), rest: [rest, ...body].join('\n').trim(), line: start + 1, endLine: index });
  }
  return instructions;
}
