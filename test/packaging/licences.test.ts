import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listPackageFolders, writeLicences } from '../../backend/scripts/build/licences.ts';

describe('when the packages of modules are listed', () => {
  it.each([
    ['an own module', ['/a/backend/main.ts'], []],
    ['a package, once', ['/a/node_modules/b/x.js', '/a/node_modules/b/lib/y.js'], ['/a/node_modules/b']],
    ['a scoped package', ['/a/node_modules/@s/b/x.js'], ['/a/node_modules/@s/b']],
    ['the inner of two', ['/a/node_modules/b/node_modules/c/x.js'], ['/a/node_modules/b/node_modules/c']],
    ['a folder as Windows writes it', ['C:\\a\\node_modules\\@s\\b\\x.js'], ['C:\\a\\node_modules\\@s\\b']],
    ['a module that a tool made up', ['vite/preload-helper.js'], []],
  ])('finds %s', (_what, modules, folders) => {
    expect(listPackageFolders(modules)).toEqual(folders);
  });
});

describe('when licences are written', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcp-trust-licences-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function install(name: string, manifest: object, files: Readonly<Record<string, string>>): Promise<string> {
    const path = join(folder, 'node_modules', name);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'package.json'), JSON.stringify({ name, version: '1.2.3', ...manifest }));
    for (const [file, text] of Object.entries(files)) await writeFile(join(path, file), text);
    return join(path, 'index.js');
  }

  it('gives each package with the texts that it ships, and says where it ships none', async () => {
    const full = await install('full', { license: 'MIT', repository: 'github:full/full' }, { LICENSE: 'May be used.', 'NOTICE.txt': 'Made by somebody.', 'licenses.js': 'code' });
    const bare = await install('bare', {}, {});
    const path = join(folder, 'licences');
    await writeLicences(path, { backend: { modules: [full], comments: ['(c) somebody else'] }, panel: { modules: [bare], comments: [] } });
    const text = await readFile(path, 'utf8');
    for (const part of ['full 1.2.3 (MIT)', 'github:full/full', 'May be used.', 'Made by somebody.', '(c) somebody else', 'bare 1.2.3 ("not stated")', '(The package ships no licence text.)']) expect(text).toContain(part);
    expect(text).not.toContain('code\n');
  });
});
