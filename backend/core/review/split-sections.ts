import type { Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { CodedError } from '../coded-error.ts';
import { REPORT_SECTIONS, type ReportSection } from './report-sections.ts';

/** Longer reports are refused; so is what makes a Markdown parser slow: very long lines, and deep quotes or lists. */
const MOST_CHARACTERS = 128 * 1024;
const MOST_IN_LINE = 8 * 1024;
const MOST_NESTED = 20;
const NESTING = new RegExp(`^(?:[ \\t]*(?:[>*+-]|\\d{1,9}[.)])){${MOST_NESTED},}`, 'm');
/** Delimiters that a parser has to pair: a page of them takes minutes. */
const MOST_DELIMITERS = 4_000;
const MOST_LINES = 4_000;
const DELIMITER = /[[\]*_`<!]/g;

/** One section of a report. */
export interface SectionContent {
  /** Markdown as it stood, trimmed. */
  readonly text: string;
  /** Source of each item of its lists of the first level. */
  readonly items: readonly string[];
  /** Its parts by headings of the third level, each with its title; what stands before the first comes first, without one. */
  readonly parts: readonly { readonly title: string; readonly text: string; readonly items: readonly string[] }[];
}

export type Sections = Readonly<Record<ReportSection, SectionContent>>;

/**
 * Splits a report at its headings of the second level, by its syntax tree: a heading inside of a code block is none.
 * @throws CodedError `report_missing` (nothing there), `report_malformed` (too large, a section missing, double, unknown
 *   or out of order)
 */
export function splitSections(markdown: string): Sections {
  if (markdown.trim() === '') throw new CodedError('report_missing', 'the report is empty');
  assertReadable(markdown);
  const tree = fromMarkdown(markdown);
  const found = groupByHeading(tree, 2);
  const sections = found.slice(1);
  const missing = REPORT_SECTIONS.find((section, index) => sections[index]?.title !== section);
  if (missing !== undefined) throw malformed(`"${missing}" is missing or not in its place`);
  if (sections.length > REPORT_SECTIONS.length) throw malformed('it has a section too many');
  return Object.fromEntries(sections.map(({ title, nodes }) => [title, toContent(nodes, markdown)])) as Sections;
}

/** The values of `**Name:** value` items; throws `report_malformed` unless each name stands once, in order. */
export function readFields(items: readonly string[], names: readonly string[]): ReadonlyMap<string, string> {
  const marks = names.map((name) => `**${name}:**`);
  const isInOrder = items.length === names.length && marks.every((mark, index) => items[index]?.startsWith(mark));
  if (!isInOrder) throw malformed(`the lines ${names.map((name) => `"${name}"`).join(', ')} are not there once each, in this order`);
  return new Map(items.map((item, index) => [String(names[index]), item.slice(item.indexOf(':**') + 3).trim()]));
}

function assertReadable(markdown: string): void {
  if (markdown.length > MOST_CHARACTERS) throw malformed('the report is too long');
  const lines = markdown.split('\n');
  if (lines.length > MOST_LINES || lines.some((line) => line.length > MOST_IN_LINE)) throw malformed('the report has too many lines, or too long ones');
  if (NESTING.test(markdown)) throw malformed('the report nests quotes or lists too deeply');
  if ([...markdown.matchAll(DELIMITER)].length > MOST_DELIMITERS) throw malformed('the report has too much markup');
}

interface Group {
  readonly title: string;
  readonly nodes: readonly RootContent[];
}

function groupByHeading(tree: Pick<Root, 'children'>, depth: number): readonly Group[] {
  const groups: { title: string; nodes: RootContent[] }[] = [{ title: '', nodes: [] }];
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth <= depth && (node.depth === depth || groups.length > 1)) groups.push({ title: node.depth === depth ? titleOf(node) : '', nodes: [] });
    else groups.at(-1)?.nodes.push(node);
  }
  return groups;
}

function titleOf(node: RootContent): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(titleOf).join('') : '';
}

function toContent(nodes: readonly RootContent[], markdown: string): SectionContent {
  return {
    text: sourceOf(nodes, markdown),
    items: itemsOf(nodes, markdown),
    parts: groupByHeading({ children: [...nodes] }, 3).map(({ title, nodes: inner }) => ({ title, text: sourceOf(inner, markdown), items: itemsOf(inner, markdown) })),
  };
}

function itemsOf(nodes: readonly RootContent[], markdown: string): readonly string[] {
  return nodes.flatMap((node) => (node.type === 'list' ? node.children.map((item) => sourceOf(item.children, markdown)) : []));
}

function sourceOf(nodes: readonly RootContent[], markdown: string): string {
  const start = nodes[0]?.position?.start.offset;
  const end = nodes.at(-1)?.position?.end.offset;
  return start === undefined || end === undefined ? '' : markdown.slice(start, end).trim();
}

function malformed(message: string): CodedError {
  return new CodedError('report_malformed', message);
}
