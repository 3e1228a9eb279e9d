import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { addonPackage, copyNativeFiles, type NativePlan } from './native-files.ts';

const execute = promisify(execFile);
const LIMIT_MS = 300_000;
const lockSchema = z.object({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional(), integrity: z.string().optional() })) });

/**
 * Brings the parser for another processor than this machine's, by npm, in just the version and with just the content
 * that the lock file names, and copies all native files of that processor.
 */
export async function fetchNativeFiles(plan: NativePlan): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-native-'));
  try {
    const name = addonPackage(plan.architecture);
    await writeProject(folder, name, await readPin(plan.root, name));
    const platform = ['--os=linux', `--cpu=${plan.architecture}`, '--libc=glibc'];
    await execute('npm', ['ci', ...platform, '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: folder, timeout: LIMIT_MS });
    await mkdir(join(folder, 'node_modules/@ast-grep'), { recursive: true });
    for (const language of ['lang-python', 'lang-go']) await cp(join(plan.root, 'node_modules/@ast-grep', language), join(folder, 'node_modules/@ast-grep', language), { recursive: true });
    if ((await copyNativeFiles({ ...plan, root: folder })).length === 0) throw new Error(`${name} lacks a file that the sandbox loads`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Pin {
  readonly version: string;
  readonly integrity: string;
}

async function readPin(root: string, name: string): Promise<Pin> {
  const { packages } = lockSchema.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  const { version, integrity } = packages[`node_modules/${name}`] ?? {};
  if (version === undefined || integrity === undefined) throw new Error(`package-lock.json does not pin ${name}`);
  return { version, integrity };
}

/** A project of that one package: npm refuses a tarball with another hash than its lock file says. */
async function writeProject(folder: string, name: string, { version, integrity }: Pin): Promise<void> {
  const project = { name: 'native', version: '1.0.0', dependencies: { [name]: version } };
  const lock = { ...project, lockfileVersion: 3, requires: true, packages: { '': project, [`node_modules/${name}`]: { version, integrity } } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(project));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
}
