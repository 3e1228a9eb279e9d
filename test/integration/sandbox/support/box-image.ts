import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importBase } from '../../packaging/machine-base.ts';
import { run } from '../../support/child-process.ts';
import { RUN_LABEL, type TestEngine } from '../../support/test-engine.ts';

/** Changes when this file makes another image of the same content. */
const FORM = '2';
/** Images for boxes stay on the engine between runs, each named by what is in it; they carry this label's value alone. */
const LABEL = `${RUN_LABEL}=boxes`;

export interface BoxImageContent {
  /** Becomes `/backend`; holds `sandboxed.js`. */
  readonly folder: string;
  /** More programs of this machine, by absolute path, with the libraries that they are linked to. */
  readonly programs?: readonly string[];
}

/** Makes an image of this machine's Node, git and C library around the programs of a folder, unless it is there. Returns its name. */
export async function makeBoxImage(engine: TestEngine, { folder, programs = [] }: BoxImageContent): Promise<string> {
  const base = await makeBase(engine);
  const name = `mcp-trust-test/box:${await hash(folder, [FORM, base, ...programs])}`;
  if (await isPresent(engine, name)) return name;
  const context = await mkdtemp(join(tmpdir(), 'mcp-trust-box-'));
  try {
    await cp(folder, join(context, 'root/backend'), { recursive: true, dereference: true });
    // Boxes are nobody's: the folders that programs are gathered in are mine alone.
    await run('chmod', ['-R', 'a+rX', join(context, 'root')]);
    for (const path of await withLibraries(programs)) {
      await mkdir(join(context, 'root/opt/programs'), { recursive: true, mode: 0o755 });
      await cp(path, join(context, 'root/opt/programs', path.split('/').at(-1) ?? ''), { dereference: true });
    }
    await writeFile(join(context, 'Dockerfile'), `FROM ${base}\nLABEL ${LABEL}\nCOPY root /\n`);
    await engine.docker('build', '--quiet', '--force-rm', '--tag', name, context);
    return name;
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

async function makeBase(engine: TestEngine): Promise<string> {
  const { stdout } = await run('git', ['--version']);
  const name = `mcp-trust-test/box-base:${digest([process.version, process.arch, stdout])}`;
  if (!(await isPresent(engine, name))) await importBase({ reference: name, engine, label: LABEL });
  return name;
}

async function isPresent(engine: TestEngine, name: string): Promise<boolean> {
  return (await engine.docker('images', '--quiet', name)) !== '';
}

async function withLibraries(programs: readonly string[]): Promise<ReadonlySet<string>> {
  const lists = await Promise.all(programs.map(async (path) => {
    const { stdout } = await run('ldd', [path]).catch(() => ({ stdout: '' }));
    return [path, ...[...stdout.matchAll(/=> (\/\S+) \(0x/g)].map((match) => match[1] ?? '')];
  }));
  return new Set(lists.flat());
}

async function hash(folder: string, seeds: readonly string[]): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  const contents = await Promise.all(files.map(async (path) => `${path.slice(folder.length)} ${digest([await readFile(path)])}`));
  return digest([...seeds, ...contents]);
}

function digest(parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('hex').slice(0, 24);
}
