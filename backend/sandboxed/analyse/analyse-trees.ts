import type { SkippedFile } from '../../core/review/coverage.ts';
import type { Finding } from '../../core/review/finding.ts';
import { RULE_SET_VERSION } from '../../analysis/rule-set.ts';
import { ANALYSIS_LIMITS, SOURCE_LIMITS } from '../protocol/limits.ts';
import type { AnalysisInput, AnalysisMessage } from '../protocol/analysis-messages.ts';
import { analyseSource, type FileResult, type SourceAnalyser } from './analyse-source.ts';
import { FindingBudget } from './finding-budget.ts';
import { listSubjects, type Trees } from './list-subjects.ts';
import { ParserPool, type ParserStart } from './parser-pool.ts';
import { toTreeFinding } from './tree-findings.ts';

/** Where the program stands: in the sandbox the mounts, its own entry and a running clock. */
export interface AnalysisPlace {
  readonly trees: Trees;
  readonly parser: ParserStart;
  /** Milliseconds, rising. */
  readonly now: () => number;
}

type Emit = (message: AnalysisMessage) => void;

/** Files that are read ahead: enough for every parser, and few enough for the memory of a small sandbox. */
const FILES_AT_ONCE = 3;
const FILES_PER_PROGRESS = 20;
/** Links that become findings of their own. */
const LISTED_LINKS = 50;

/**
 * Analyses the tree under review file by file. Everything is emitted in the order of the paths, whichever parser is
 * faster: the same trees give the same lines, unless a time limit is reached.
 * @throws CodedError `source_directory_missing`
 */
export async function analyseTrees(input: AnalysisInput, place: AnalysisPlace, emit: Emit): Promise<void> {
  const until = place.now() + ANALYSIS_LIMITS.totalMs;
  const { head, base, project } = listSubjects(input, place.trees);
  const report = new Report(emit);
  report.add({ findings: toLinkFindings([...input.linksOutside, ...listLinks(head.skipped)]), skipped: head.skipped, bytes: null });
  const analyser: SourceAnalyser = { project, parsers: new ParserPool(place.parser, project) };
  const start = (path: string): Promise<FileResult> =>
    place.now() < until
      ? analyseSource(analyser, { path, headRoot: place.trees.head, baseRoot: base?.has(path) === true ? place.trees.base : null })
      : Promise.resolve({ findings: [], skipped: [{ file: path, reason: 'time_limit' }], bytes: null });
  try {
    await runInOrder(head.files, start, (result) => {
      report.add(result);
    });
  } finally {
    analyser.parsers.close();
  }
  report.finish();
}

/** Some at a time, answered in the order of the list. */
async function runInOrder(paths: readonly string[], start: (path: string) => Promise<FileResult>, take: (result: FileResult) => void): Promise<void> {
  const running: Promise<FileResult>[] = [];
  for (const path of paths) {
    const first = running.length < FILES_AT_ONCE ? undefined : running.shift();
    if (first !== undefined) take(await first);
    running.push(start(path));
  }
  for (const result of running) take(await result);
}

function listLinks(skipped: readonly SkippedFile[]): string[] {
  return skipped.filter(({ reason }) => reason === 'link_outside').map(({ file }) => file);
}

function toLinkFindings(links: readonly string[]): Finding[] {
  const files = [...new Set(links)].sort();
  return files.slice(0, LISTED_LINKS).map((file) => toTreeFinding('link-outside', { file, message: 'This link leads out of the source tree.', evidence: file }));
}

/** Turns results into lines, and keeps count. */
class Report {
  readonly #emit: Emit;
  readonly #budget = new FindingBudget();
  #skipped = 0;
  #files = 0;
  #bytes = 0;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  add({ findings, skipped, bytes }: FileResult): void {
    for (const finding of this.#budget.take(findings)) this.#emit({ type: 'finding', finding: { ...finding, source: 'static' } });
    for (const file of skipped) if (this.#skipped++ < SOURCE_LIMITS.skipped) this.#emit({ type: 'skipped', skipped: file });
    if (bytes === null) return;
    this.#bytes += bytes;
    this.#files += 1;
    if (this.#files % FILES_PER_PROGRESS === 1) this.#emit({ type: 'progress', files: this.#files, bytes: this.#bytes });
  }

  finish(): void {
    this.#emit({ type: 'done', ruleSet: RULE_SET_VERSION, files: this.#files, bytes: this.#bytes });
  }
}
