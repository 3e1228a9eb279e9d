import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openToolBox } from '../../../backend/adapters/sandbox/open-tool-box.ts';
import type { FetchedSource, ToolBox, ToolCall } from '../../../backend/ports/sandbox.ts';
import { ESCAPES } from '../../support/upstream/upstream-scripts.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { describeWith } from '../support/requirements.ts';
import { makeBoxImage } from './support/box-image.ts';
import { BoxPlace } from './support/box-place.ts';
import { makeSandboxImage } from './support/sandbox-image.ts';
import { fillSource, type SourceEntry } from './support/source-volume.ts';

const read = (path: string, tree: 'head' | 'base' = 'head'): ToolCall => ({ tool: 'read', path, line: 1, lines: 50, tree });
const signal = (): AbortSignal => new AbortController().signal;

const HOSTILE: readonly SourceEntry[] = [
  { name: 'head/', type: 'directory', mode: 0o755 },
  { name: 'head/README.md', content: '# A server\n' },
  { name: 'head/src/index.js', content: 'const password = process.env;\n' },
  { name: 'base/README.md', content: '# An older server\n' },
  { name: 'head/link-to-passwd', type: 'symlink', linkname: '/etc/passwd' },
  { name: 'head/folder-link', type: 'symlink', linkname: '/etc' },
  { name: 'head/environment', type: 'symlink', linkname: '/proc/self/environ' },
  { name: 'head/up', type: 'symlink', linkname: '..' },
  { name: 'head/program', type: 'symlink', linkname: '/backend/sandboxed.js' },
  { name: 'head/fifo', type: 'fifo' },
  { name: 'head/zero', type: 'character-device', devmajor: 1, devminor: 5 },
];

describeWith('engine', 'when the tool box runs in its container', () => {
  const engine = connectLocalEngine();
  let place: BoxPlace;
  let image: string;
  let source: FetchedSource;
  const opened: ToolBox[] = [];

  beforeAll(async () => {
    const name = await makeSandboxImage(engine);
    place = new BoxPlace(engine, name);
    image = await place.maker.imageId(name, signal());
    source = await fillSource(place, HOSTILE);
  });
  afterEach(async () => { for (const toolBox of opened.splice(0)) await toolBox.close(); });
  afterAll(async () => {
    await place.maker.removeVolume(source.volume);
    expect(await place.remains()).toEqual([]);
  });

  async function open(): Promise<ToolBox> {
    const toolBox = await openToolBox({ boxes: place.maker, image, run: place.run }, source, { signal: signal(), timeoutMs: 60_000 });
    opened.push(toolBox);
    return toolBox;
  }

  it('answers from both trees', async () => {
    const toolBox = await open();
    expect((await toolBox.call({ tool: 'list', path: '.', depth: 3 }, signal())).text).toContain('src/\n  index.js (30 bytes)');
    expect((await toolBox.call(read('README.md'), signal())).text).toContain('1\t# A server');
    expect((await toolBox.call({ tool: 'search', text: 'process.env', path: '.' }, signal())).text).toContain('src/index.js:1: const password');
    expect((await toolBox.call({ tool: 'diff', path: 'README.md' }, signal())).text).toContain('-# An older server\n+# A server');
    expect(toolBox.filesRead()).toEqual(['README.md']);
  });

  it('answers nothing from outside of them', async () => {
    const toolBox = await open();
    const paths = [...ESCAPES, 'environment', 'up/etc/passwd', 'up', 'program', 'fifo', 'zero', '../../proc/1/environ', 'folder-link/hostname'];
    for (const path of paths) {
      for (const call of [read(path), read(path, 'base'), { tool: 'list', path, depth: 2 }, { tool: 'search', text: 'root', path }, { tool: 'diff', path }] as const) {
        const answer = await toolBox.call(call, signal());
        expect(answer, `${call.tool} ${path}`).toMatchObject({ isError: true });
        expect(answer.text).not.toMatch(/root:x?:0|PATH=/);
      }
    }
    expect((await toolBox.call({ tool: 'search', text: 'root:', path: '.' }, signal())).text).toContain('0 matches');
    expect(toolBox.filesRead()).toEqual([]);
  });

  it('is gone when a call is cancelled, and when it is closed', async () => {
    const toolBox = await open();
    await expect(toolBox.call(read('README.md'), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    await (await open()).close();
    expect(await place.remains()).toEqual([source.volume]);
  });
});

describeWith('engine', 'when the tool box was taken over', () => {
  const engine = connectLocalEngine();
  let place: BoxPlace;
  let image: string;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-lying-'));
    try {
      await build({ entryPoints: [join(import.meta.dirname, 'support/lying-tool-box.ts')], outfile: join(folder, 'sandboxed.js'), bundle: true, format: 'esm', platform: 'node', target: 'node24', logLevel: 'warning' });
      const name = await makeBoxImage(engine, { folder });
      place = new BoxPlace(engine, name);
      image = await place.maker.imageId(name, signal());
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it.each([
    ['other-id', 'sandbox_failed'], ['garbage', 'sandbox_failed'], ['extra-field', 'sandbox_failed'], ['huge', 'sandbox_failed'], ['endless-line', 'sandbox_failed'],
    ['flood', 'sandbox_failed'], ['exit', 'sandbox_failed'], ['silent', 'sandbox_timeout'], ['hog', /^sandbox_(out_of_memory|failed)$/],
  ] as const)('%s ends the review with a code, and the container', async (mode, code) => {
    const source = await fillSource(place, [{ name: 'head/mode', content: mode }]);
    try {
      const toolBox = await openToolBox({ boxes: place.maker, image, run: place.run }, source, { signal: signal(), timeoutMs: mode === 'silent' ? 4_000 : 60_000 });
      const error: unknown = await toolBox.call(read('a'), signal()).then(() => null, (thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: typeof code === 'string' ? code : (expect.stringMatching(code) as string) });
      expect(toolBox.filesRead()).toEqual([]);
      await toolBox.close();
    } finally {
      await place.maker.removeVolume(source.volume);
    }
    expect(await place.remains()).toEqual([]);
  });

  it('takes an answer that came before its question for what it says, and no further', async () => {
    const source = await fillSource(place, [{ name: 'head/mode', content: 'early' }]);
    const toolBox = await openToolBox({ boxes: place.maker, image, run: place.run }, source, { signal: signal(), timeoutMs: 4_000 });
    expect(await toolBox.call(read('a'), signal())).toMatchObject({ text: 'the secret' });
    await expect(toolBox.call(read('a'), signal())).rejects.toMatchObject({ code: 'sandbox_timeout' });
    await toolBox.close();
    await place.maker.removeVolume(source.volume);
  });
});
