import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDirectory } from '../../../backend/adapters/sandbox/list-directory.ts';

const { signal } = new AbortController();
let root = '';

beforeEach(async () => { root = await mkdtemp(join(tmpdir(), 'mcp-trust-folder-')); });
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, content = 'x'): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

const paths = async (): Promise<string[]> => (await listDirectory(root, signal)).files.map(({ path }) => path);

describe('when a folder of this machine is listed', () => {
  it('names files in order, and follows no link', async () => {
    for (const path of ['b', 'a/y', 'a/x', '.hidden']) await write(path);
    await symlink('/', join(root, 'all'));
    await symlink('a', join(root, 'inner'));
    expect(await paths()).toEqual(['.hidden', 'a/x', 'a/y', 'all', 'b', 'inner']);
  });

  it('leaves out what is no file, and says so', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    await write('n'.repeat(200) + '/' + 'm'.repeat(200) + '/' + 'k'.repeat(200) + '/' + 'j'.repeat(200) + '/' + 'i'.repeat(250));
    await writeFile(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x66, 0xff])]), 'x');
    const { files, skipped } = await listDirectory(root, signal);
    expect(files).toEqual([]);
    expect(skipped.map(({ reason }) => reason).sort()).toEqual(['name_not_utf8', 'not_regular', 'path_too_long']);
  });

  it('keeps what an unpacked package ships', async () => {
    await write('node_modules/a/index.js');
    expect(await paths()).toEqual(['node_modules/a/index.js']);
  });

  it('leaves out what a checkout only installed, and git itself', async () => {
    for (const path of ['.git/config', 'sub/.git', 'sub/node_modules/a/index.js', 'a.ts']) await write(path);
    const { files, skipped } = await listDirectory(root, signal);
    expect(files.map(({ path }) => path)).toEqual(['a.ts']);
    expect(skipped).toEqual([{ file: 'sub/node_modules', reason: 'too_many_files' }]);
  });

  it.each([['what is not there', 'absent'], ['a file', 'file']])('refuses %s', async (_what, name) => {
    await write('file');
    await expect(listDirectory(join(root, name), signal)).rejects.toMatchObject({ code: 'source_directory_missing' });
  });

  it('stops when it is cancelled', async () => {
    await expect(listDirectory(root, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});
