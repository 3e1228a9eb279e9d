const FORGES: Readonly<Record<string, (project: string, base: string, head: string) => string>> = {
  'github.com': (project, base, head) => `${project}/compare/${base}...${head}`,
  'gitlab.com': (project, base, head) => `${project}/-/compare/${base}...${head}`,
};

const COMMIT = /^[0-9a-f]{40}$/i;

/** The page of a known forge that shows what lies between two commits; null elsewhere, or where a part is not what it says. */
export function compareUrl(project: string, base: string, head: string): string | null {
  if (!COMMIT.test(base) || !COMMIT.test(head) || base.toLowerCase() === head.toLowerCase() || !URL.canParse(project)) return null;
  const url = new URL(project);
  if (url.protocol !== 'https:' || !/^\/[\w.-]+(\/[\w.-]+)+$/.test(url.pathname)) return null;
  return FORGES[url.host]?.(`https://${url.host}${url.pathname}`, base, head) ?? null;
}
