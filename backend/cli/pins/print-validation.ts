import type { UnknownPin, Validation } from '../../app/pins/validate-registry.ts';
import { plainText } from '../../contract/fill.ts';
import { describeCode, WORDS } from '../../contract/words.ts';
import type { PinProblem } from '../../core/pin/pin-problem.ts';
import { paintHint } from '../paint.ts';
import { printJson } from '../print-json.ts';
import { formatAnnotation, toWorkflowPath } from './annotation.ts';

export interface PrintOptions {
  readonly registry: string;
  readonly isColorful: boolean;
}

/** Problems as a compiler prints them: one a line, with its place, then what to do. */
export function printValidationTable({ problems, unknowns, serverCount }: Validation, { isColorful }: PrintOptions): string {
  const lines = [...problems.map((problem) => printProblem(problem, isColorful)), ...unknowns.map((unknown) => printUnknown(unknown, isColorful))];
  const failing = new Set(problems.map(({ server }) => server)).size;
  const unasked = unknowns.length === 0 ? '' : `, ${unknowns.length} could not be checked upstream`;
  return `${lines.join('')}${serverCount} ${serverCount === 1 ? 'server' : 'servers'}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in ${failing}${unasked}\n`;
}

export function printValidationJson({ problems, unknowns, serverCount }: Validation): string {
  return printJson({ servers: serverCount, problems: problems.map((problem) => ({ ...problem, ...describe(problem) })), unknowns: unknowns.map((unknown) => ({ ...unknown, ...describe(unknown) })) });
}

/** Annotations of a workflow; nothing else, because every line is read as a command. */
export function printValidationAnnotations({ problems, unknowns }: Validation, { registry }: PrintOptions): string {
  const errors = problems.map((problem) => formatAnnotation({
    level: 'error', file: toWorkflowPath(registry, plainText(problem.file)), line: problem.line ?? 1, column: problem.column, title: WORDS[problem.code].title, message: sentence(problem),
  }));
  const warnings = unknowns.map((unknown) => formatAnnotation({
    level: 'warning', file: toWorkflowPath(registry, plainText(unknown.file)), line: 1, column: null, title: WORDS[unknown.code].title, message: sentence(unknown),
  }));
  return [...errors, ...warnings].join('');
}

function printProblem(problem: PinProblem, isColorful: boolean): string {
  const { file, line, column, code, mend } = problem;
  const place = [plainText(file), ...(line === null ? [] : [String(line)]), ...(column === null ? [] : [String(column)])].join(':');
  const hint = mend === null ? describe(problem).hint : `Write ${plainText(mend)}`;
  return `${place}: ${describe(problem).message} [${code}]\n${hint === '' ? '' : `  ${paintHint(hint, isColorful)}\n`}`;
}

function printUnknown(unknown: UnknownPin, isColorful: boolean): string {
  const { message, hint } = describe(unknown);
  return `${plainText(unknown.file)}: ${plainText(unknown.project)}: ${message} [${unknown.code}]\n  ${paintHint(hint, isColorful)}\n`;
}

function sentence(problem: PinProblem | UnknownPin): string {
  const { message, hint } = describe(problem);
  const mend = 'mend' in problem && problem.mend !== null ? `Write ${plainText(problem.mend)}` : hint;
  return `${message} ${mend}`.trim();
}

/** The words of its code; places are told beside it. */
function describe({ code, detail }: PinProblem | UnknownPin): { readonly message: string; readonly hint: string } {
  return describeCode(code, detail === '' ? {} : { detail });
}
