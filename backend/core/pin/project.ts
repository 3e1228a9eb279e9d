import { CodedError } from '../coded-error.ts';

const MAX_PROJECT_LENGTH = 1024;

/** Forges that treat owner and repository names without regard to case. */
const CASE_INSENSITIVE_HOSTS: ReadonlySet<string> = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org']);

/**
 * The canonical form of a project's URL: `https://host[:port]/path` with a lower-case host and without `.git`, trailing
 * slashes, query or fragment. The path keeps its case (compare with `isSameProject`).
 * Only https is accepted: `ext::`, `file:` and `ssh:` URLs of an entry would run commands or read local files, and
 * credentials in a URL would end up in logs.
 * @throws CodedError `entry_project_malformed`
 */
export function normalizeProject(text: string): string {
  const url = text.length <= MAX_PROJECT_LENGTH ? URL.parse(text) : null;
  if (url?.protocol !== 'https:' || !/^https:\/\//i.test(text)) throw malformed('The project is not an https URL.');
  if (url.username !== '' || url.password !== '') throw malformed('The project URL carries credentials.');
  if (url.search !== '' || url.hash !== '') throw malformed('The project URL has a query or a fragment.');
  const path = url.pathname.replace(/\/+$/, '').replace(/\.git$/, '').replace(/\/+$/, '');
  if (path === '') throw malformed('The project URL names no repository.');
  return `https://${url.host}${path}`;
}

/** Tells whether two normalised project URLs name one project; on the big forges case does not matter. */
export function isSameProject(one: string, other: string): boolean {
  return one === other || toComparable(one) === toComparable(other);
}

function toComparable(project: string): string {
  return CASE_INSENSITIVE_HOSTS.has(URL.parse(project)?.host ?? '') ? project.toLowerCase() : project;
}

function malformed(message: string): CodedError {
  return new CodedError('entry_project_malformed', message);
}
