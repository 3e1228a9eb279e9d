import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run, succeeds } from '../../integration/support/child-process.ts';
import type { Counterpart } from './engine-images.ts';

/** Servers that the protocol's own project publishes. */
const PACKAGES = ['server-everything', 'server-filesystem', 'server-memory', 'server-sequential-thinking'].map((name) => `@modelcontextprotocol/${name}@latest`);
const TIMEOUT = 60_000;

/** Packs four real MCP packages into a folder, without their dependencies and without running anything of them. */
export async function downloadPackages(folder: string): Promise<Counterpart<string>> {
  if (!(await succeeds('npm', ['--version']))) return { absent: 'no npm in the path' };
  const [archives, sources] = [join(folder, 'archives'), join(folder, 'packages')];
  await Promise.all([archives, sources].map((path) => mkdir(path, { recursive: true })));
  const packed = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', archives, ...PACKAGES], { cwd: folder, timeoutMs: TIMEOUT }).then(() => true, () => false);
  if (!packed) return { absent: 'npm could not download the four packages' };
  for (const archive of await readdir(archives)) {
    const target = join(sources, archive.replace(/\.tgz$/, ''));
    await mkdir(target);
    await run('tar', ['--extract', '--gzip', '--strip-components=1', '--no-same-owner', '--file', join(archives, archive), '--directory', target]);
  }
  return { value: sources };
}
