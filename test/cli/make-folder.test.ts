import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../backend/cli/make-folder.ts';

describe('when a folder is made', () => {
  let root = '';
  beforeEach(async () => { root = await mkdtemp(join(tmpdir(), 'mcp-trust-folder-')); });
  afterEach(async () => { await rm(root, { recursive: true, force: true }); });

  it('is there with all above it, also a second time', async () => {
    await makeFolder(join(root, 'a/b'));
    await makeFolder(join(root, 'a/b'));
    expect(existsSync(join(root, 'a/b'))).toBe(true);
  });

  it('is refused where a file stands, or stands above', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(root, 'file/a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  // Node's own recursive mkdir tries for ever there.
  it.runIf(process.platform === 'linux')('ends below a file system that takes none', async () => {
    await expect(makeFolder('/proc/mcp-trust/a')).rejects.toMatchObject({ syscall: 'mkdir' });
  });
});
