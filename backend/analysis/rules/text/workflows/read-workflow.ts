import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml';
import type { SourceFile } from '../../../rule.ts';

/** A value of the workflow: its place in the file, and where it is a text, that. */
export interface WorkflowText {
  /** Keys on the way to it, lists by number. */
  readonly path: readonly string[];
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

export interface Workflow {
  readonly texts: readonly WorkflowText[];
  /** Events that start it. */
  readonly events: ReadonlySet<string>;
}

const PATH = /(^|\/)(\.github\/workflows\/[^/]*\.ya?ml|action\.ya?ml)$/i;
/** Real workflows are small; the parser of YAML is not made for hostile megabytes. */
const MAXIMUM_CHARACTERS = 256 * 1024;
const MAXIMUM_DEPTH = 30;
const MAXIMUM_TEXTS = 20_000;
/** Brackets in a row before the parser: deeper ones are an attack on its stack. */
const DEEP = /(?:[[{]\s{0,3}){50}|(?:- ){50}|(?:\? ){20}/;

const workflows = new WeakMap<SourceFile, Workflow | 'unreadable' | null>();

/** Null for another file; `unreadable` where its YAML is broken, too large or too deep. Aliases are not followed. */
export function readWorkflow(file: SourceFile): Workflow | 'unreadable' | null {
  const known = workflows.get(file);
  if (known !== undefined) return known;
  const workflow = PATH.test(file.path) ? parseWorkflow(file.text) : null;
  workflows.set(file, workflow);
  return workflow;
}

function parseWorkflow(text: string): Workflow | 'unreadable' {
  if (text.length > MAXIMUM_CHARACTERS || DEEP.test(text)) return 'unreadable';
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent', uniqueKeys: false, stringKeys: true });
    if (document.errors.length > 0) return 'unreadable';
    const texts: WorkflowText[] = [];
    collect(document.contents, [], (path, value, offset) => {
      if (texts.length < MAXIMUM_TEXTS) texts.push({ path, text: value, line: lines.linePos(offset).line });
    });
    return { texts, events: listEvents(texts) };
  } catch (error) {
    if (error instanceof RangeError) return 'unreadable';
    throw error;
  }
}

type Take = (path: readonly string[], value: string, offset: number) => void;

function collect(node: Node | null, path: readonly string[], take: Take): void {
  if (path.length > MAXIMUM_DEPTH || node === null) return;
  if (isScalar(node)) take(path, toText(node.value), node.range?.[0] ?? 0);
  if (isSeq<Node>(node)) node.items.forEach((item, index) => { collect(item, [...path, String(index)], take); });
  if (isMap<Node, Node | null>(node)) for (const pair of node.items) collectPair(pair, path, take);
}

function collectPair({ key, value }: Pair<Node, Node | null>, path: readonly string[], take: Take): void {
  if (!isScalar(key)) return;
  const inner = [...path, toText(key.value)];
  if (value === null) take(inner, '', key.range?.[0] ?? 0);
  else collect(value, inner, take);
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `on: push`, `on: [push]` and `on: {push: …}`. YAML 1.1 would read `on` as true; this parser reads 1.2, as GitHub does. */
function listEvents(texts: readonly WorkflowText[]): ReadonlySet<string> {
  return new Set(texts.flatMap(({ path, text }) => {
    if (path[0] !== 'on') return [];
    const key = path[1] ?? '';
    return [path.length === 1 || /^\d+$/.test(key) ? text : key];
  }));
}
