import { registryError } from './registry-error.ts';

export interface RedirectLimits {
  /** True when no (further) redirect may be followed. */
  readonly refuse: boolean;
  readonly visited: ReadonlySet<string>;
}

/**
 * Where a redirect may lead: to https, or to the same origin (a registry that is spoken to without TLS);
 * not twice to the same place, and never with a login in the address.
 * @throws CodedError `registry_redirect_refused`
 */
export function toRedirectTarget(from: URL, location: string, limits: RedirectLimits): URL {
  if (limits.refuse) throw refused(from, 'redirects too often');
  if (!URL.canParse(location, from)) throw refused(from, 'redirects to something that is no address');
  const target = new URL(location, from);
  target.hash = '';
  if (target.protocol !== 'https:' && target.origin !== from.origin) throw refused(from, 'redirects to an address that is not https');
  if (target.username !== '' || target.password !== '') throw refused(from, 'redirects to an address with a login');
  if (limits.visited.has(target.href)) throw refused(from, 'redirects in a circle');
  return target;
}

function refused(from: URL, what: string): Error {
  return registryError('registry_redirect_refused', `${from.host} ${what}.`);
}
