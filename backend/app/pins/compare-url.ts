const PLACES: Readonly<Record<string, string>> = { 'github.com': '/compare/', 'gitlab.com': '/-/compare/', 'codeberg.org': '/compare/' };

/** Web page with the changes between two commits of a normalised project; null on forges whose addresses are not known. */
export function compareUrl(project: string, older: string, newer: string): string | null {
  const url = URL.parse(project);
  const place = PLACES[url?.host ?? ''];
  return url === null || place === undefined ? null : `https://${url.host}${url.pathname}${place}${older}...${newer}`;
}
