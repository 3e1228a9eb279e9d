/**
 * Takes the one-time token out of the address (`#token=…`) and removes it from the address bar and the history,
 * so that it is not copied, bookmarked or seen over a shoulder. Null when there is none.
 */
export function takeSessionToken(page: Pick<Window, 'location' | 'history'> = window): string | null {
  const fragment = new URLSearchParams(page.location.hash.replace(/^#/, ''));
  const token = fragment.get('token');
  if (token === null) return null;
  page.history.replaceState(null, '', `${page.location.pathname}${page.location.search}`);
  return token;
}
