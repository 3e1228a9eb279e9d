import { LineCounter, parseDocument, isMap, isNode, isScalar, type Document } from 'yaml';
import type { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import { assertNames } from './assert-names.ts';
import { configurationSchema, DEFAULT_CONFIGURATION, type Configuration } from './configuration.ts';

const MAX_CONFIGURATION_BYTES = 1024 * 1024;
const MAX_ALIASES = 10;

/**
 * Parses a configuration file (YAML). Unknown keys are refused; every problem is reported at once, each with its line.
 * @param fileName only used in messages
 * @throws CodedError `configuration_malformed`
 */
export function parseConfiguration(text: string, fileName: string): Configuration {
  if (text.length > MAX_CONFIGURATION_BYTES) throw malformed([`${fileName}: larger than 1 MiB`]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw malformed(document.errors.map((error) => `${fileName}:${lines.linePos(error.pos[0]).line}: ${firstLine(error.message)}`));
  }
  const value = toPlain(document, fileName);
  if (value === null || value === undefined) return DEFAULT_CONFIGURATION;
  const result = configurationSchema.safeParse(value);
  if (!result.success) {
    throw malformed(result.error.issues.flatMap((issue) => describeIssue(issue, { document, lines, fileName })));
  }
  assertNames(result.data);
  return result.data;
}

interface Source {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly fileName: string;
}

function toPlain(document: Document, fileName: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw malformed([`${fileName}: ${error instanceof Error ? firstLine(error.message) : 'too many aliases'}`]);
  }
}

function describeIssue(issue: z.core.$ZodIssue, source: Source): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${atKey(issue.path, key, source)}unknown key "${[...issue.path, key].join('.')}"`);
  }
  return [`${at(issue.path, source)}${issue.path.join('.') || 'the file'}: ${issue.message}`];
}

/** `file:line: ` of a key: what stands under it may begin lines below. */
function atKey(path: readonly PropertyKey[], key: string, source: Source): string {
  const map = source.document.getIn(path, true);
  const found = isMap(map) ? map.items.map((pair) => pair.key).find((node) => isScalar(node) && String(node.value) === key) : undefined;
  return isNode(found) && found.range ? toPlace(found.range[0], source) : at(path, source);
}

/** `file:line: ` of the deepest node on the path that the file has. */
function at(path: readonly PropertyKey[], source: Source): string {
  for (let length = path.length; length > 0; length -= 1) {
    const node = source.document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return toPlace(node.range[0], source);
  }
  return `${source.fileName}: `;
}

function toPlace(offset: number, { lines, fileName }: Source): string {
  return `${fileName}:${lines.linePos(offset).line}: `;
}

function malformed(problems: readonly string[]): CodedError<'configuration_malformed'> {
  return new CodedError('configuration_malformed', problems.join('\n'));
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
