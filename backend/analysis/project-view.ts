import type { AnalysisContext } from '../core/review/analysis-context.ts';
import type { ProjectView } from './rule.ts';

/** A document of the source: see `isDocument`. */
export interface ProjectDocument {
  readonly path: string;
  readonly text: string;
}

/** A document that names more hosts than this is a list, and announces nothing. */
const HOSTS_PER_DOCUMENT = 200;
/** Characters of one document that are read for hosts. */
const DOCUMENT_CHARACTERS = 512 * 1024;

const URL_HOST = /\b(?:https?|wss?):\/\/(?:[^\s/@"'`<>]{1,100}@)?([a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)/gi;
const CODE_HOST = /`([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})(?::\d{1,5})?`/gi;

/**
 * What the rules know besides the file that they look at.
 * @param context what the analysis was told; `allowedHosts` are announced
 * @param paths all paths of the tree, with `/`
 * @param documents README and documents of the source
 */
export function createProjectView(context: AnalysisContext, paths: Iterable<string>, documents: Iterable<ProjectDocument>): ProjectView {
  const namedHosts = new Set(context.allowedHosts.map((host) => host.toLowerCase()));
  for (const { text } of documents) for (const host of listHosts(text)) namedHosts.add(host);
  for (const host of listHosts(context.description)) namedHosts.add(host);
  return { context, namedHosts, paths: new Set(paths) };
}

function listHosts(text: string): ReadonlySet<string> {
  const start = text.slice(0, DOCUMENT_CHARACTERS);
  const hosts = new Set<string>();
  for (const pattern of [URL_HOST, CODE_HOST]) for (const match of start.matchAll(pattern)) hosts.add((match[1] ?? '').toLowerCase());
  return hosts.size > HOSTS_PER_DOCUMENT ? new Set() : hosts;
}
