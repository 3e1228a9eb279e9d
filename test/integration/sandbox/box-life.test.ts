import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { BOX_LABELS } from '../../../backend/adapters/sandbox/box-labels.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { describeWith } from '../support/requirements.ts';
import { makeAttackImage } from './support/attack-image.ts';
import { BoxPlace } from './support/box-place.ts';

const NEVER = new AbortController().signal;

async function readAll(lines: AsyncIterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const line of lines) read.push(line);
  return read;
}

describeWith('engine', 'when a box lives and ends', () => {
  const engine = connectLocalEngine();
  let place: BoxPlace;
  let image: string;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    image = await makeAttackImage(engine);
    place = new BoxPlace(engine, image);
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    expect(await place.remains()).toEqual([]);
  });

  /** A backend of its own: opens boxes and makes volumes, and waits. */
  async function startBackend(): Promise<{ child: ChildProcess; run: string }> {
    const child = fork(join(import.meta.dirname, 'support/doomed-backend.ts'), [engine.socketPath, image], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    children.push(child);
    const [message] = z.tuple([z.string()]).rest(z.unknown()).parse(await once(child, 'message'));
    return { child, run: message };
  }

  it('ends a program that ignores everything when it is cancelled', async () => {
    const controller = new AbortController();
    const box = await place.open({ kind: 'toolBox' }, ['deaf'], { signal: controller.signal });
    const lines = box.lines()[Symbol.asyncIterator]();
    expect(await lines.next()).toMatchObject({ value: 'started' });
    controller.abort();
    await expect(lines.next()).rejects.toMatchObject({ code: 'cancelled' });
    await expect(box.ended()).rejects.toMatchObject({ code: 'cancelled' });
    await box.remove();
    expect(await place.remains()).toEqual([]);
  });

  it('ends a program by the clock outside', async () => {
    const box = await place.open({ kind: 'fetch' }, ['deaf'], { timeoutMs: 3_000 });
    await expect(readAll(box.lines())).rejects.toMatchObject({ code: 'sandbox_timeout' });
    await box.remove();
    expect(await place.remains()).toEqual([]);
  });

  it('opens nothing for a call that is cancelled already', async () => {
    await expect(place.open({ kind: 'fetch' }, ['git'], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    await expect(place.open({ kind: 'fetch' }, ['git'], { timeoutMs: 0 })).rejects.toMatchObject({ code: 'sandbox_timeout' });
    expect(await place.remains()).toEqual([]);
  });

  it('refuses a volume that is gone, and makes none in its place', async () => {
    const name = `mcp-trust-test-${randomUUID()}`;
    await expect(place.open({ kind: 'analysis', mounts: [{ volume: name, target: '/source', isReadOnly: true }] }, ['git'])).rejects.toMatchObject({ code: 'sandbox_failed' });
    await expect(engine.docker('volume', 'inspect', name)).rejects.toThrow();
  });

  it('names an image that is not there', async () => {
    await expect(place.maker.imageId('mcp-trust-test/absent:1', NEVER)).rejects.toMatchObject({ code: 'sandbox_image_missing' });
    const plan = { kind: 'analysis', run: place.run, image: `sha256:${'0'.repeat(64)}`, command: [], environment: {}, mounts: [] } as const;
    await expect(place.maker.open(plan, { signal: NEVER, timeoutMs: 10_000 })).rejects.toMatchObject({ code: 'sandbox_image_missing' });
  });

  it('removes nothing of a process that lives, and everything of one that was killed', async () => {
    const [doomed, living] = await Promise.all([startBackend(), startBackend()]);
    const before = await place.remains(doomed.run);
    expect(before.length).toBe(5);
    doomed.child.kill('SIGKILL');
    await once(doomed.child, 'exit');
    expect(await place.maker.removeLeftovers(NEVER)).toBeGreaterThanOrEqual(before.length);
    expect(await place.remains(doomed.run)).toEqual([]);
    expect((await place.remains(living.run)).length).toBe(5);
    living.child.kill('SIGKILL');
    await once(living.child, 'exit');
    await place.maker.removeLeftovers(NEVER);
    expect(await place.remains(living.run)).toEqual([]);
  });

  it('keeps a cache, and shares a socket volume with the user of the boxes', async () => {
    const names = { cache: `mcp-trust-test-${randomUUID()}`, socket: `mcp-trust-test-${randomUUID()}` };
    await place.maker.createVolume(names.cache, { [BOX_LABELS.cache]: 'test', [BOX_LABELS.run]: place.run });
    await place.maker.createSocketVolume(names.socket, place.run);
    const listed = await place.maker.listVolumes(BOX_LABELS.cache, NEVER);
    expect(listed.find(({ name }) => name === names.cache)?.labels).toMatchObject({ [BOX_LABELS.cache]: 'test' });
    const { answer } = await place.attack({ kind: 'proxy', mounts: [{ volume: names.socket, target: '/run/inference', isReadOnly: false }] }, 'listen');
    expect(answer).toBe('listening');
    for (const name of Object.values(names)) await place.maker.removeVolume(name);
  });
});
