import { parseReference } from '../image/reference.ts';
import { toCommit } from './commit.ts';
import { readEntryDocument, type EntryDocument } from './entry-document.ts';
import { entrySchema, type EntryShape } from './entry-schema.ts';
import { orReport } from './or-report.ts';
import type { PinProblem, PinProblemCode } from './pin-problem.ts';
import { normalizeProject } from './project.ts';
import type { EntryPlace } from './parse-server-entry.ts';
import { isBranchName, isInnerPath, isServerName } from './source-names.ts';

type Report = (code: PinProblemCode, path: readonly PropertyKey[], words: { readonly detail: string; readonly mend?: string }) => void;
type ReadDocument = Extract<EntryDocument, { value: unknown }>;

const MAX_DETAIL_LENGTH = 300;

/** The source of a local server, once nothing is wrong with it. */
export interface TrackedSource {
  /** Normalised https URL. */
  readonly project: string;
  /** 40 lower-case hex digits. */
  readonly commit: string;
  /** Branch or tag; null for the project's default branch. */
  readonly branch: string | null;
  readonly directory: string | null;
  /** Relative to the directory; null for `Dockerfile`. */
  readonly dockerfile: string | null;
}

export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

export interface InspectedEntry {
  /** In the order of the file. */
  readonly problems: readonly PinProblem[];
  /** Null for remote servers, and where anything but the case of the pin is wrong. */
  readonly source: TrackedSource | null;
  /** Where a key of `source` stands; what is missing stands nowhere: the nearest thing around it is named. */
  positionOf(key: keyof TrackedSource): TextPosition;
}

/** Every problem of an entry by one reading, with the source that can be asked upstream and moved. */
export function inspectEntry(text: string, place: EntryPlace): InspectedEntry {
  const document = readEntryDocument(text);
  if ('code' in document) {
    const { line, column, code, detail } = document;
    const problem = { ...place, line, column, code, detail: detail.slice(0, MAX_DETAIL_LENGTH), mend: null };
    return { problems: [problem], source: null, positionOf: () => ({ line: line ?? 1, column: column ?? 1 }) };
  }
  const problems: (PinProblem & { readonly line: number })[] = [];
  const source = validateDocument(document, place, (code, path, { detail, mend = null }) => {
    problems.push({ ...place, ...positionOf(document, path), code, detail: detail.slice(0, MAX_DETAIL_LENGTH), mend });
  });
  const isSound = problems.every(({ code }) => code === 'entry_commit_uppercase');
  return {
    problems: problems.sort((one, other) => one.line - other.line),
    source: isSound && source !== null ? toTracked(source) : null,
    positionOf: (key) => positionOf(document, ['source', key]),
  };
}

/**
 * Every problem of a `servers/<name>/server.yaml` that keeps its image from being tied to an audited commit, in the order
 * of the file. Remote entries need no source. An entry without problems is one that `pins update` can move.
 */
export function validateEntry(text: string, place: EntryPlace): readonly PinProblem[] {
  return inspectEntry(text, place).problems;
}

function toTracked({ project, commit, branch, directory, dockerfile }: NonNullable<EntryShape['source']>): TrackedSource | null {
  const pin = toCommit(commit ?? '');
  return project === null || pin === null ? null : { project: normalizeProject(project), commit: pin, branch, directory, dockerfile };
}

function positionOf(document: ReadDocument, path: readonly PropertyKey[]): TextPosition {
  for (let length = path.length; length > 0; length -= 1) {
    const place = document.placeOf(path.slice(0, length));
    if (place !== null) return { line: place.line, column: place.column };
  }
  return { line: 1, column: 1 };
}

/** Reports all problems; answers the source of a local server as it is written. */
function validateDocument(document: ReadDocument, place: EntryPlace, report: Report): EntryShape['source'] {
  const parsed = entrySchema.safeParse(document.value);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) report('entry_schema_invalid', path, { detail: `${path.join('.')}: ${message}` });
    return null;
  }
  validateNames(parsed.data, place, report);
  if (parsed.data.type !== 'server') return null;
  validateSource(parsed.data.source, report);
  return parsed.data.source;
}

function validateNames({ name, image, type }: EntryShape, { server }: EntryPlace, report: Report): void {
  if (!isServerName(server)) report('entry_name_malformed', ['name'], { detail: server });
  if (name !== server) report('entry_name_differs', ['name'], { detail: `The folder is called ${server}.`, mend: server });
  if (image !== null) orReport(() => parseReference(image), (detail) => { report('entry_image_malformed', ['image'], { detail }); });
  else if (type === 'server') report('entry_image_malformed', ['image'], { detail: 'A local server needs an image.' });
}

function validateSource(source: EntryShape['source'], report: Report): void {
  if (source === null) {
    report('entry_source_missing', ['source'], { detail: 'source is missing' });
    return;
  }
  orReport(() => normalizeProject(source.project ?? ''), (detail) => { report('entry_project_malformed', ['source', 'project'], { detail }); });
  validateCommit(source.commit, report);
  if (source.branch !== null && !isBranchName(source.branch)) report('entry_branch_malformed', ['source', 'branch'], { detail: source.branch });
  for (const key of ['directory', 'dockerfile'] as const) {
    const path = source[key];
    if (path !== null && !isInnerPath(path)) report('entry_directory_malformed', ['source', key], { detail: `${key}: ${path}` });
  }
}

function validateCommit(text: string | null, report: Report): void {
  if (text === null || text === '') {
    report('entry_pin_missing', ['source', 'commit'], { detail: 'source.commit is missing' });
    return;
  }
  const commit = toCommit(text);
  if (commit === null) report('entry_commit_malformed', ['source', 'commit'], { detail: 'A commit has exactly 40 hexadecimal digits.' });
  else if (commit !== text) report('entry_commit_uppercase', ['source', 'commit'], { detail: text, mend: commit });
}
