import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callScript, scripts } from './call-script.ts';

const execute = promisify(execFile);
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-trust-setup-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('when a version of Node is judged', () => {
  it.each([
    ['v20.0.0', false],
    ['v22.22.2', false],
    ['v24.14.9', false],
    ['v24.15.0-rc.1', true],
    ['v24.15.0', true],
    ['v24.21.0', true],
    ['v26.0.0', true],
  ])('says of %s: %s', async (version, answer) => {
    expect(await callScript('setup/needed-node.mjs', 'isNewEnough', version)).toBe(answer);
  });
});

describe('when an installation is compared with the lock file', () => {
  const here = { os: [process.platform], cpu: [process.arch] };
  const wanted = { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };
  const other = { version: '1.0.0', optional: true, os: ['plan9'], cpu: ['mips'] };

  async function isInstalled(lock: unknown, present: unknown, packages: readonly string[] = ['node_modules/a']): Promise<unknown> {
    await write('package-lock.json', { packages: lock });
    if (present !== null) await write('node_modules/.package-lock.json', { packages: present });
    for (const path of packages) await write(`${path}/package.json`, {});
    return callScript('setup/install.mjs', 'isInstalled', folder);
  }

  it('accepts what is the same', async () => {
    expect(await isInstalled(wanted, { 'node_modules/a': wanted['node_modules/a'] })).toBe(true);
  });

  it('accepts that an optional package of another platform is absent', async () => {
    expect(await isInstalled({ ...wanted, 'node_modules/b': other }, { 'node_modules/a': wanted['node_modules/a'] })).toBe(true);
  });

  it.each([
    ['nothing installed, or not to its end', wanted, null],
    ['another version', wanted, { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['other content', wanted, { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } }],
    ['a package too few', { ...wanted, 'node_modules/b': { version: '1.0.0' } }, { 'node_modules/a': wanted['node_modules/a'] }],
    ['a package too many', wanted, { 'node_modules/a': wanted['node_modules/a'], 'node_modules/c': { version: '1.0.0' } }],
    ['an optional package of this platform absent', { ...wanted, 'node_modules/b': { ...other, ...here } }, { 'node_modules/a': wanted['node_modules/a'] }],
  ])('refuses %s', async (_reason, lock, present) => {
    expect(await isInstalled(lock, present)).toBe(false);
  });

  it('refuses a package whose folder is gone', async () => {
    expect(await isInstalled(wanted, { 'node_modules/a': wanted['node_modules/a'] }, [])).toBe(false);
  });
});

describe('when the inputs of the build are hashed', () => {
  const hash = (): Promise<unknown> => callScript('setup/fresh-build.mjs', 'hashInputs', folder, ['backend', 'package.json', 'absent']);

  it('gives the same for the same, whatever the time, and else another', async () => {
    await write('backend/a.ts', 'a');
    await write('package.json', '{}');
    const first = await hash();
    await write('backend/a.ts', 'a');
    await write('other.txt', 'not an input');
    await write('backend/node_modules/x.js', 'not ours');
    expect(await hash()).toBe(first);
    await write('backend/a.ts', 'b');
    const second = await hash();
    expect(second).not.toBe(first);
    await write('backend/b.ts', '');
    expect(await hash()).not.toBe(second);
  });
});

describe('when a report of the tests is summed up', () => {
  const test = (status: string, title: string): unknown => ({ status, title, ancestorTitles: ['when a'] });

  it('counts, and names what was skipped', async () => {
    const report = { testResults: [{ name: join(scripts, '../../test/a.test.ts'), status: 'failed', assertionResults: [test('passed', 'b'), test('failed', 'c'), test('skipped', 'd'), test('todo', 'e')] }] };
    expect(await callScript('setup/test-report.mjs', 'summarize', report)).toEqual({ passed: 1, failed: 1, skipped: ['test/a.test.ts › when a › d', 'test/a.test.ts › when a › e'] });
  });

  it('counts a file that did not load as a failure', async () => {
    const report = { testResults: [{ name: 'a', status: 'failed', assertionResults: [] }] };
    expect(await callScript('setup/test-report.mjs', 'summarize', report)).toEqual({ passed: 0, failed: 1, skipped: [] });
  });

  it('counts nothing without a report', async () => {
    expect(await callScript('setup/test-report.mjs', 'summarize', null)).toEqual({ passed: 0, failed: 0, skipped: [] });
  });
});

describe('when a command is not one', () => {
  it.each([[], ['deploy'], ['toString']])('refuses %s with status 2', async (...args: string[]) => {
    const failure: unknown = await execute(process.execPath, [join(scripts, 'setup.mjs'), ...args]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('when the command runs from a checkout', () => {
  beforeEach(async () => {
    await cp(scripts, join(folder, 'backend/scripts'), { recursive: true });
  });

  it('refuses with status 2 where nothing is built', async () => {
    const failure: unknown = await execute(process.execPath, [join(folder, 'backend/scripts/mcp-trust.mjs')]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 2, stdout: '' });
  });

  it('runs what is built, from any folder and through a link, with its arguments', async () => {
    await write('dist/backend/cli.js', 'console.log(JSON.stringify(process.argv.slice(2)));');
    await write('dist/package.json', { type: 'module' });
    await symlink(join(folder, 'backend/scripts/mcp-trust.mjs'), join(folder, 'mcp-trust'));
    const { stdout } = await execute(process.execPath, [join(folder, 'mcp-trust'), 'verify', '--all'], { cwd: tmpdir() });
    expect(JSON.parse(stdout)).toEqual(['verify', '--all']);
  });
});

describe('when two set-ups run in one folder', () => {
  const work = "import { withLock } from './backend/scripts/setup/lock.mjs'; import { appendFileSync } from 'node:fs'; await withLock(async () => { appendFileSync('log', 'in '); await new Promise((done) => setTimeout(done, 300)); appendFileSync('log', 'out '); });";
  const start = async (): Promise<unknown> => {
    const [status] = (await once(spawn(process.execPath, ['--input-type=module', '--eval', work], { cwd: folder, stdio: 'ignore' }), 'exit')) as unknown[];
    return status;
  };

  beforeEach(async () => {
    await cp(scripts, join(folder, 'backend/scripts'), { recursive: true });
  });

  it('lets one work at a time', async () => {
    expect(await Promise.all([start(), start(), start()])).toEqual([0, 0, 0]);
    expect(await readFile(join(folder, 'log'), 'utf8')).toBe('in out in out in out ');
  });

  it('takes over what a process left that is gone', async () => {
    const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(gone, 'exit');
    const { hostname } = await import('node:os');
    await write('dist/.setup-lock', { pid: gone.pid, host: hostname() });
    expect(await Promise.all([start(), start()])).toEqual([0, 0]);
    expect(await readFile(join(folder, 'log'), 'utf8')).toBe('in out in out ');
  });
});
