import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectFile } from '../../../backend/sandboxed/agent/collect-file.ts';
import { agentMessageSchema } from '../../../backend/sandboxed/protocol/agent-messages.ts';
import { AGENT_LIMITS, MAX_LINE_BYTES } from '../../../backend/sandboxed/protocol/limits.ts';

let folder: string;
let work: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-trust-collect-'));
  work = join(folder, 'work');
  await mkdir(work);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const collect = (name = 'report.md', maxBytes = 100): ReturnType<typeof collectFile> => collectFile(work, name, maxBytes);
const path = (): string => join(work, 'report.md');

describe('when an agent left a file', () => {
  it.each(['', 'text', 'ümläut 🦊\n', 'x'.repeat(100)])('takes %j', async (text) => {
    await writeFile(path(), text);
    expect(await collect()).toEqual({ state: 'read', content: Buffer.from(text).toString('base64') });
  });

  const traps: readonly (readonly [string, string, () => unknown])[] = [
    ['nothing', 'missing', () => undefined],
    ['a link to a secret', 'linked', () => symlink('/etc/passwd', path())],
    ['a link to nothing', 'linked', () => symlink('/nowhere', path())],
    ['a link to itself', 'linked', () => symlink('report.md', path())],
    ['a second name of another file', 'linked', async () => { await writeFile(join(folder, 'other'), 'x'); await link(join(folder, 'other'), path()); }],
    ['a folder', 'not_regular', () => mkdir(path())],
    ['a pipe that nobody writes to', 'not_regular', () => execFileSync('mkfifo', [path()])],
    ['one byte too many', 'too_large', () => writeFile(path(), 'x'.repeat(101))],
    ['a terabyte of nothing', 'too_large', async () => { await writeFile(path(), ''); await truncate(path(), 2 ** 40); }],
    ['bytes that are no text', 'not_utf8', () => writeFile(path(), Buffer.from([0x61, 0xff]))],
    ['half of a character', 'not_utf8', () => writeFile(path(), Buffer.from([0xf0, 0x9f]))],
    ['a folder that became a link', 'linked', async () => { await rename(work, join(folder, 'real')); await writeFile(join(folder, 'real/report.md'), 'x'); await symlink('real', work); }],
    ['a folder that became a file', 'linked', async () => { await rm(work, { recursive: true }); await writeFile(work, 'x'); }],
    ['no folder', 'missing', () => rm(work, { recursive: true })],
  ];
  it.each(traps)('refuses %s (%s)', async (_name, problem, make) => {
    await make();
    expect(await collect()).toEqual({ state: 'refused', problem });
  });

  it('refuses a socket', async () => {
    const server = createServer().listen(path());
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await collect()).toEqual({ state: 'refused', problem: 'not_regular' });
    await new Promise((resolve) => server.close(resolve));
  });

  it('can say the largest of them in one line', async () => {
    await writeFile(path(), '\u0001'.repeat(AGENT_LIMITS.reportBytes));
    const report = await collect('report.md', AGENT_LIMITS.reportBytes);
    const line = JSON.stringify({ kind: 'left', end: 'exited', report, labels: { state: 'refused', problem: 'missing' } });
    expect(Buffer.byteLength(line)).toBeLessThan(MAX_LINE_BYTES);
    expect(agentMessageSchema.safeParse(JSON.parse(line)).success).toBe(true);
  });
});
