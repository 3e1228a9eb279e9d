import { z } from 'zod';
import type { InferenceTool } from '../../../ports/inference.ts';
import type { ToolCall } from '../../../ports/sandbox.ts';
import { AGENT_LOOP_LIMITS } from './review-limits.ts';

/** A call of the model that can be carried out, or why it cannot. */
export type ReadCall =
  | { readonly kind: 'read'; readonly call: ToolCall }
  | { readonly kind: 'submit'; readonly report: string; readonly labels: string }
  | { readonly kind: 'wrong'; readonly reason: string };

const PATH = { type: 'string', description: 'Path in the reviewed tree, relative, with "/"; "." is the tree itself.' };
const FIRST_LINES = 400;

const SUBMIT: InferenceTool = {
  name: 'submit_report',
  description: 'Hands in the finished report. The review ends with it.',
  parameters: {
    type: 'object',
    properties: { report: { type: 'string', description: 'The whole report, Markdown, in the form that was given.' }, labels: { type: 'string', description: 'The labels, one a line.' } },
    required: ['report', 'labels'],
    additionalProperties: false,
  },
};

/** The tools of a review; `closing` leaves the report alone to call. */
export function agentTools(mode: 'full' | 'differential', isClosing: boolean): readonly InferenceTool[] {
  if (isClosing) return [SUBMIT];
  return [
    tool('list_files', 'Lists what is below a folder, as an indented tree with sizes.', { path: PATH, depth: { type: 'integer', minimum: 1, maximum: 8 } }),
    tool('read_file', 'Reads lines of a text file, with their numbers.', {
      path: PATH,
      line: { type: 'integer', minimum: 1, description: 'The first line; 1 by default.' },
      lines: { type: 'integer', minimum: 1, maximum: 800, description: `How many; ${FIRST_LINES} by default. One line alone is given at full length.` },
      ...(mode === 'differential' && { tree: { type: 'string', enum: ['head', 'base'], description: 'head by default; base is what was trusted before.' } }),
    }),
    tool('search_text', 'Finds a literal text (no pattern, upper and lower case differ) in all files below a path.', { text: { type: 'string', minLength: 1, maxLength: 200 }, path: PATH }),
    ...(mode === 'differential' ? [tool('diff_file', 'Shows what changed in one file from base to head.', { path: PATH })] : []),
    SUBMIT,
  ];
}

/** The first property is the one that must be there. */
function tool(name: string, description: string, properties: Readonly<Record<string, object>>): InferenceTool {
  return { name, description, parameters: { type: 'object', properties, required: Object.keys(properties).slice(0, 1), additionalProperties: false } };
}

const path = z.string().max(1024);
/** Numbers beyond the limits are brought to them; models like round ones. */
const bounded = (fallback: number, most: number): z.ZodType<number> => z.number().catch(fallback).transform((value) => Math.min(Math.max(1, Math.floor(value)), most));

const inputs = {
  list_files: z.object({ path: path.default('.'), depth: bounded(2, 8) }),
  read_file: z.object({ path, line: bounded(1, 10_000_000), lines: bounded(FIRST_LINES, 800), tree: z.enum(['head', 'base']).default('head') }),
  search_text: z.object({ text: z.string().min(1).max(200), path: path.default('.') }),
  diff_file: z.object({ path }),
  submit_report: z.object({
    report: z.string().max(AGENT_LOOP_LIMITS.reportCharacters),
    labels: z.union([z.string().max(1024), z.array(z.string().max(200)).max(10).transform((labels) => labels.join('\n'))]),
  }),
};

/** Reads what the model wrote for a tool. It is not trusted: an unknown tool and a wrong input are answers to it, not errors of ours. */
export function readToolCall(name: string, input: unknown, mode: 'full' | 'differential'): ReadCall {
  switch (name) {
    case 'list_files': return read(inputs.list_files.safeParse(input), (data) => ({ tool: 'list', ...data }));
    case 'read_file': return read(inputs.read_file.safeParse(input), (data) => ({ tool: 'read', ...data }));
    case 'search_text': return read(inputs.search_text.safeParse(input), (data) => ({ tool: 'search', ...data }));
    case 'diff_file': return mode === 'full' ? { kind: 'wrong', reason: 'There is no base to compare with.' } : read(inputs.diff_file.safeParse(input), (data) => ({ tool: 'diff', ...data }));
    case 'submit_report': {
      const parsed = inputs.submit_report.safeParse(input);
      return parsed.success ? { kind: 'submit', ...parsed.data } : { kind: 'wrong', reason: toReason(parsed.error) };
    }
    default: return { kind: 'wrong', reason: 'There is no such tool.' };
  }
}

function read<Data>(parsed: z.ZodSafeParseResult<Data>, toCall: (data: Data) => ToolCall): ReadCall {
  return parsed.success ? { kind: 'read', call: toCall(parsed.data) } : { kind: 'wrong', reason: toReason(parsed.error) };
}

function toReason(error: z.ZodError): string {
  const fields = error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  return `The input is not of the tool's form (${fields.join('; ').slice(0, 500)}).`;
}
