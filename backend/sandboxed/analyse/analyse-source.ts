import { join } from 'node:path';
import { analyseFile } from '../../analysis/analyse-file.ts';
import { isSupporting } from '../../analysis/is-supporting.ts';
import type { ProjectView } from '../../analysis/rule.ts';
import type { SkippedFile } from '../../core/review/coverage.ts';
import type { Finding } from '../../core/review/finding.ts';
import { isCodePath, isCodeText } from './is-code.ts';
import { listNewFindings } from './new-findings.ts';
import type { ParserPool } from './parser-pool.ts';
import { readSource, type SourceRead } from './read-source.ts';
import { findMachineCode, toTreeFinding } from './tree-findings.ts';

/** What came of one file. `bytes` is null where it was not read as text, or is the same in the base. */
export interface FileResult {
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedFile[];
  readonly bytes: number | null;
}

export interface SourceAnalyser {
  readonly project: ProjectView;
  readonly parsers: ParserPool;
}

/** A file of the head, and where its base is, if it has one. */
export interface SourcePair {
  readonly path: string;
  readonly headRoot: string;
  readonly baseRoot: string | null;
}

const UNCHANGED: FileResult = { findings: [], skipped: [], bytes: null };

/** Reads and analyses one file; with a base, only what is new in it. */
export async function analyseSource(analyser: SourceAnalyser, { path, headRoot, baseRoot }: SourcePair): Promise<FileResult> {
  const head = readSource(join(headRoot, path), isCodePath(path));
  const base = baseRoot === null ? null : readSource(join(baseRoot, path), isCodePath(path));
  if (isSame(head, base)) return UNCHANGED;
  if (head.kind === 'skipped') return toSkipped(path, head);
  const found = await analyseText(analyser, path, head.text);
  const before = base?.kind === 'text' ? await analyseText(analyser, path, base.text) : null;
  const findings = before === null ? found.findings : listNewFindings({ text: head.text, findings: found.findings }, { text: base?.kind === 'text' ? base.text : '', findings: before.findings });
  const encoding = head.isUtf8 ? [] : [toTreeFinding('broken-encoding', { file: path, message: 'This code is not valid UTF-8: it was read with replacement characters.', evidence: path })];
  return { findings: [...encoding, ...findings, ...notRead(found.skipped)], skipped: found.skipped, bytes: head.bytes };
}

/** Text that is the same in both versions; of what is not read as text, sameness is not known. */
function isSame(head: SourceRead, base: SourceRead | null): boolean {
  return head.kind === 'text' && base?.kind === 'text' && head.text === base.text && head.isUtf8 === base.isUtf8;
}

function toSkipped(path: string, { reason, start }: SourceRead & { readonly kind: 'skipped' }): FileResult {
  const skipped = [{ file: path, reason }];
  return { findings: [...findMachineCode(path, start), ...notRead(skipped)], skipped, bytes: null };
}

/** Code is parsed in a process of its own; where that fails, the rules that read text still do. */
async function analyseText({ project, parsers }: SourceAnalyser, path: string, text: string): Promise<{ findings: readonly Finding[]; skipped: SkippedFile[] }> {
  if (isCodeText(path, text)) {
    const outcome = await parsers.analyse(path, text);
    if (outcome.kind === 'findings') return { findings: outcome.findings, skipped: [] };
    return { findings: analyseUnparsed(project, path, text), skipped: [{ file: path, reason: outcome.kind }] };
  }
  return { findings: analyseUnparsed(project, path, text), skipped: [] };
}

function analyseUnparsed(project: ProjectView, path: string, text: string): Finding[] {
  return analyseFile({ path, text, language: null, root: null, isSupporting: isSupporting(path) }, project);
}

function notRead(skipped: readonly SkippedFile[]): Finding[] {
  return skipped
    .filter(({ file }) => isCodePath(file))
    .map(({ file, reason }) => toTreeFinding('code-not-read', { file, message: `This code was not looked into (${reason}).`, evidence: file, severity: isSupporting(file) ? 'low' : 'medium' }));
}
