import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../support/child-process.ts';
import type { TestEngine } from '../support/test-engine.ts';

/** What a base image has that the Dockerfile needs: Node, git over https, certificates, and what its RUN lines call. */
const PROGRAMS = ['/bin/sh', '/usr/bin/git', '/usr/lib/git-core/git-remote-http', '/usr/bin/mkdir', '/usr/bin/ln', '/usr/bin/rm', '/usr/bin/env'];
const FILES = ['/etc/ssl/certs/ca-certificates.crt', '/usr/share/git-core'];
/** Parts of the C library that native packages load, beside what the programs themselves are linked to. */
const LIBRARIES = ['librt.so.1', 'libpthread.so.0', 'libdl.so.2', 'libgcc_s.so.1'];
const LINKS = { bin: 'usr/bin', sbin: 'usr/sbin', lib: 'usr/lib', lib64: 'usr/lib64', 'usr/lib/git-core/git': '../../bin/git', 'usr/lib/git-core/git-remote-https': 'git-remote-http', 'usr/lib/git-core/git-upload-pack': 'git' };
const CHANGES = ['--change', 'ENV PATH=/usr/local/bin:/usr/bin:/bin', '--change', 'CMD ["node"]'];

export interface BaseImage {
  readonly reference: string;
  readonly engine: TestEngine;
  readonly label: string;
  /** A folder whose `node_modules` go to `/app/node_modules`, so that a build needs no network; none when absent. */
  readonly modulesOf?: string;
}

/** Makes a base image out of this machine's own programs and their libraries: there is no hub to pull one from. */
export async function importBase({ reference, engine, label, modulesOf }: BaseImage): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-base-'));
  try {
    await fill(join(folder, 'root'));
    const archive = join(folder, 'base.tar');
    const modules = modulesOf === undefined ? [] : ['--exclude=node_modules/node/bin', '--exclude=*.d.ts', '--exclude=*.map', '--transform=s,^node_modules,app/node_modules,S', '-C', modulesOf, 'node_modules'];
    await run('tar', ['--create', '--file', archive, '--owner=0', '--group=0', '-C', join(folder, 'root'), '.', ...modules], { timeoutMs: 120_000 });
    await engine.docker('import', ...CHANGES, '--change', `LABEL ${label}`, archive, reference);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(folder: string): Promise<void> {
  for (const path of ['usr/bin', 'usr/sbin', 'usr/lib64', 'usr/lib/git-core', 'etc', 'tmp', 'run', 'root', 'usr/local/bin']) await mkdir(join(folder, path), { recursive: true });
  for (const [path, target] of Object.entries(LINKS)) await symlink(target, join(folder, path));
  await writeFile(join(folder, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  await writeFile(join(folder, 'etc/group'), 'root:x:0:\n');
  const libraries = await Promise.all([process.execPath, ...PROGRAMS].map(listLibraries));
  for (const path of new Set([...PROGRAMS, ...FILES, ...libraries.flat()])) await copy(path, join(folder, await toMergedPath(path)));
  await copy(process.execPath, join(folder, 'usr/bin/node'));
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { dereference: true, recursive: true, force: true });
}

/** Debian's `/bin` and `/lib` are links: files go to where those lead, under the name that the loader looks for. */
async function toMergedPath(path: string): Promise<string> {
  return join(await realpath(dirname(path)), path.slice(dirname(path).length));
}

async function listLibraries(program: string): Promise<string[]> {
  const head = await readFile(program).then((bytes) => bytes.subarray(0, 4).toString('latin1'));
  if (head !== '\x7fELF') return [];
  const { stdout } = await run('ldd', [program]);
  const linked = [...stdout.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((match) => match[1] ?? '');
  const folder = dirname(linked.find((path) => path.endsWith('/libc.so.6')) ?? '/lib/libc.so.6');
  return [...linked, ...LIBRARIES.map((name) => join(folder, name))];
}
