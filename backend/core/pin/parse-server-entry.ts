import { parseReference } from '../image/reference.ts';
import type { Repository } from '../image/repository.ts';
import { toCommit } from './commit.ts';
import { readEntryDocument, type EntryDocument } from './entry-document.ts';
import { entrySchema, type EntryShape } from './entry-schema.ts';
import { orReport } from './or-report.ts';
import { normalizeProject } from './project.ts';
import type { EntryProblem, EntryProblemCode, PinnedSource, ServerEntry } from './server-entry.ts';

/** Where a text comes from: the folder's name is the server's name. */
export interface EntryPlace {
  readonly server: string;
  readonly file: string;
}

/** `entry` is null where nothing of it can be used; what a problem concerns is null in it. */
export interface ParsedEntry {
  readonly entry: ServerEntry | null;
  readonly problems: readonly EntryProblem[];
}

type Report = (code: EntryProblemCode, path: readonly PropertyKey[], detail: string) => void;

const MAX_DETAIL_LENGTH = 300;
const MAX_HOSTS = 200;
const HOST = /^([a-z0-9*][a-z0-9*._-]{0,252})(?::\d{1,5})?$/;

/**
 * Parses a `servers/<name>/server.yaml`. Never throws for what the text contains: every problem is in the answer, with
 * its line (from 1) where it has one. Lenient where the catalog is (unknown keys, a missing type); strict in what a
 * verdict is made of: image, project and commit.
 */
export function parseServerEntry(text: string, place: EntryPlace): ParsedEntry {
  const document = readEntryDocument(text);
  if ('code' in document) return { entry: null, problems: [{ ...place, line: document.line, code: document.code, detail: document.detail.slice(0, MAX_DETAIL_LENGTH) }] };
  const problems: EntryProblem[] = [];
  const report: Report = (code, path, detail) => {
    problems.push({ ...place, line: document.lineOf(path), code, detail: detail.slice(0, MAX_DETAIL_LENGTH) });
  };
  const shape = parseShape(document, report);
  return { entry: shape === null ? null : toEntry(shape, place, report), problems };
}

function parseShape(document: Extract<EntryDocument, { value: unknown }>, report: Report): EntryShape | null {
  const parsed = entrySchema.safeParse(document.value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) report('entry_schema_invalid', issue.path, `${issue.path.join('.')}: ${issue.message}`);
  return null;
}

function toEntry(shape: EntryShape, place: EntryPlace, report: Report): ServerEntry {
  if (shape.name !== place.server) report('entry_name_differs', ['name'], 'The name differs from the name of the folder.');
  return {
    name: place.server,
    type: shape.type,
    title: shape.about.title ?? place.server,
    description: shape.about.description ?? '',
    image: toImage(shape.image, report),
    source: shape.source === null ? null : toSource(shape.source, report),
    category: shape.meta.category,
    tags: shape.meta.tags,
    icon: shape.about.icon,
    allowedHosts: toHosts(shape.run.allowHosts),
  };
}

/** `host` and `host:port`; whatever is no host allows nothing. */
function toHosts(texts: readonly string[]): readonly string[] {
  const hosts = texts.slice(0, MAX_HOSTS).map((text) => HOST.exec(text.toLowerCase())?.[1]).filter((host) => host !== undefined);
  return [...new Set(hosts)];
}

function toSource(source: NonNullable<EntryShape['source']>, report: Report): PinnedSource | null {
  const commit = source.commit === null ? null : toCommit(source.commit);
  if (source.commit !== null && commit === null) {
    report('entry_commit_malformed', ['source', 'commit'], 'A commit has exactly 40 hexadecimal digits.');
  }
  const project = toProject(source.project, commit, report);
  return project === null ? null : { project, commit, branch: source.branch, directory: source.directory };
}

/** A source without a project is tolerated as long as it pins nothing. */
function toProject(text: string | null, commit: string | null, report: Report): string | null {
  if (text === null && commit === null) return null;
  return orReport(() => normalizeProject(text ?? ''), (message) => { report('entry_project_malformed', ['source', 'project'], message); });
}

function toImage(text: string | null, report: Report): Repository | null {
  if (text === null) return null;
  return orReport(() => parseReference(text).repository, (message) => { report('entry_image_malformed', ['image'], message); });
}
