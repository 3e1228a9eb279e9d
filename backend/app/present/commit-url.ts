const FORGES: readonly string[] = ['github.com', 'gitlab.com', 'codeberg.org'];
const COMMIT = /^[0-9a-f]{40}$/i;

/** Web address of a commit; null unless the project lies on a forge whose addresses are known and the revision is a commit. */
export function commitUrl(project: string | null, revision: string | null): string | null {
  if (project === null || revision === null || !COMMIT.test(revision)) return null;
  const url = URL.parse(project);
  if (url?.protocol !== 'https:' || !FORGES.includes(url.host)) return null;
  const path = url.host === 'gitlab.com' ? '/-/commit/' : '/commit/';
  return `https://${url.host}${url.pathname.replace(/\/+$/, '')}${path}${revision.toLowerCase()}`;
}
