import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchFailure } from './git-failure.ts';
import { runGit, type GitRun } from './git-command.ts';

const TRACE_BYTES = 256 * 1024;
const MAX_REDIRECTS = 3;
const SERVICE = '/info/refs';
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** Refuses URLs that are not of an allowed transport; plain http is for a server of this machine alone. */
export function assertFetchable(project: string, protocols: readonly string[]): URL {
  const url = URL.parse(project);
  if (url === null || !protocols.includes(url.protocol.slice(0, -1))) throw fetchFailure('source_unreachable', 'the project is not at an https address');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') throw fetchFailure('source_unreachable', 'the address of the project has parts that it may not have');
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) throw fetchFailure('source_unreachable', 'plain http is not used');
  return url;
}

/**
 * Where the project really is: forges redirect renamed projects. git itself would follow to any host, so it follows
 * nothing, and its trace tells where it was sent to. Only an address on the very same host is asked next.
 * @param probe a run whose `args` are ignored
 */
export async function locateProject(project: string, probe: Omit<GitRun, 'args'>): Promise<string> {
  let url = assertFetchable(project, probe.reach.protocols);
  if (url.protocol === 'file:') return project;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const traceFile = join(probe.repository, `trace-${hops}`);
    try {
      await runGit({ ...probe, traceFile, args: ['ls-remote', '--quiet', '--', url.href, 'HEAD'] });
      return url.href;
    } catch (error) {
      const next = redirectOf(await readEnd(traceFile), url);
      if (next === null) throw error;
      if (next === 'elsewhere') throw fetchFailure('source_unreachable', 'the server sends us to another host');
      url = next;
    }
  }
  throw fetchFailure('source_unreachable', 'the server sends us around');
}

function redirectOf(trace: string, from: URL): URL | 'elsewhere' | null {
  const answers = [...trace.matchAll(/<= Recv header: HTTP\/[\d.]+ (\d{3})/g)];
  if (!/^30[12378]$/.test(answers.at(-1)?.[1] ?? '')) return null;
  const target = /.*<= Recv header: location: (\S{1,2048})/is.exec(trace)?.[1];
  const url = target === undefined ? null : URL.parse(target, new URL(`${from.href}${SERVICE}`));
  if (url === null) return null;
  if (url.origin !== from.origin || url.username !== '' || url.password !== '') return 'elsewhere';
  return url.pathname.endsWith(SERVICE) ? new URL(url.pathname.slice(0, -SERVICE.length), url.origin) : null;
}

async function readEnd(path: string): Promise<string> {
  const file = await open(path).catch(() => null);
  if (file === null) return '';
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, TRACE_BYTES)), 0, Math.min(size, TRACE_BYTES), Math.max(0, size - TRACE_BYTES));
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
