const PROTOCOLS: ReadonlySet<string> = new Set(['https:', 'http:', 'ssh:', 'git:']);

/**
 * The owner of a project's source as `host/owner` in lower case, e.g. `github.com/docker` of
 * `https://github.com/docker/mcp-registry`. Null for anything else than a plain project address: user names before the
 * host (`https://github.com@evil.example/docker/x`) are refused, not skipped.
 */
export function ownerOf(project: string): string | null {
  const url = URL.parse(project);
  if (url === null || !PROTOCOLS.has(url.protocol) || url.username !== '' || url.password !== '') return null;
  const [, owner, name] = url.pathname.split('/');
  if (url.host === '' || owner === undefined || owner === '' || name === undefined || name === '') return null;
  return `${url.host}/${owner}`.toLowerCase();
}
