import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BOX_LIMITS } from '../../../backend/adapters/sandbox/box-limits.ts';
import { BOX_LABELS } from '../../../backend/adapters/sandbox/box-labels.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { describeWith } from '../support/requirements.ts';
import { ABSENT_CALLS, FORBIDDEN_CALLS } from './attacks/forbidden-calls.ts';
import { makeAttackImage } from './support/attack-image.ts';
import { BOX_KINDS, BoxPlace } from './support/box-place.ts';

const [EPERM, ENOSYS] = [1, 38];
const SOCKETS = ['AF_UNIX', 'AF_INET', 'AF_INET6'];
const CANARY = 'canary-7f3a';
/** Who must not change a source: everybody but the box that brings it. */
const READERS = BOX_KINDS.filter((kind) => kind !== 'fetch');
/** No way out at all. */
const SHUT_IN = BOX_KINDS.filter((kind) => kind !== 'fetch' && kind !== 'proxy');

const NONE = '0000000000000000';

const numbers = z.record(z.string(), z.number().nullable());
const errors = z.record(z.string(), z.string().nullable());
const survey = z.object({ calls: numbers, foreign: z.array(z.string()), text: z.string(), status: z.record(z.string(), z.string()), processes: z.number(), files: z.number() });

describeWith('engine', 'when a program in a box attacks', () => {
  const engine = connectLocalEngine();
  const volume = `mcp-trust-test-${randomUUID()}`;
  let place: BoxPlace;

  beforeAll(async () => {
    process.env['MCP_TRUST_TEST_KEY'] = CANARY;
    place = new BoxPlace(engine, await makeAttackImage(engine));
    await place.maker.createVolume(volume, { [BOX_LABELS.run]: place.run });
    const tar = pack();
    tar.entry({ name: 'head', type: 'directory', mode: 0o755 });
    tar.entry({ name: 'head/file.txt', mode: 0o644 }, 'unchanged\n');
    tar.finalize();
    await place.maker.fillVolume(volume, Readable.from([await buffer(tar)]), { signal: new AbortController().signal, timeoutMs: 30_000 });
  });
  afterAll(async () => {
    delete process.env['MCP_TRUST_TEST_KEY'];
    await place.maker.removeVolume(volume);
    expect(await place.remains()).toEqual([]);
  });

  describe.each(BOX_KINDS)('in a box for %s', (kind) => {
    let found: z.infer<typeof survey>;

    beforeAll(async () => {
      found = survey.parse((await place.attack({ kind }, 'survey')).answer);
    });

    it('makes no forbidden system call', () => {
      const wanted = [...FORBIDDEN_CALLS.map(({ name }) => [name, EPERM]), ...ABSENT_CALLS.map(({ name }) => [name, ENOSYS])];
      const families = SOCKETS.map((name) => [name, name === 'AF_UNIX' || kind === 'fetch' || kind === 'proxy' ? 0 : EPERM]);
      expect(found.calls).toEqual(Object.fromEntries([...wanted, ...families].filter(([name = '']) => name in found.calls)));
    });

    it('finds no socket of an engine, no device and no key', () => {
      expect(found.foreign).toEqual([]);
      expect(found.text).not.toContain(CANARY);
    });

    it('has no power', () => {
      expect(found.status).toMatchObject({ CapInh: NONE, CapPrm: NONE, CapEff: NONE, CapBnd: NONE, CapAmb: NONE, NoNewPrivs: '1', Seccomp: '2' });
    });

    it('makes no more processes and opens no more files than it may', () => {
      expect(found.processes).toBeGreaterThan(8);
      expect(found.processes).toBeLessThan(BOX_LIMITS[kind].pids);
      expect(found.files).toBeLessThan(BOX_LIMITS[kind].openFiles);
    });
  });

  it('lets an agent with a forwarder use loopback, and nothing beyond', async () => {
    const { answer } = await place.attack({ kind: 'agent', needsLoopback: true }, 'calls');
    expect(numbers.parse(answer)).toMatchObject({ AF_INET: 0, AF_INET6: 0, 'socket AF_VSOCK': EPERM, 'socket AF_NETLINK': EPERM });
    const reached = await place.attack({ kind: 'agent', needsLoopback: true }, 'network', '169.254.169.254:80', '1.1.1.1:53');
    expect(reached.answer).toEqual([]);
  });

  it.each(SHUT_IN)('reaches nothing from a box for %s', async (kind) => {
    let connections = 0;
    const server = createServer((socket) => { connections += 1; socket.destroy(); }).listen(0, '0.0.0.0');
    await once(server, 'listening');
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []).filter(({ family }) => family === 'IPv4').map(({ address }) => `${address}:${port}`);
    const { answer } = await place.attack({ kind }, 'network', ...own, '172.17.0.1:22', '169.254.169.254:80', '1.1.1.1:53', '192.168.65.254:80');
    server.close();
    expect(answer).toEqual([]);
    expect(connections).toBe(0);
  });

  it.each(READERS)('changes nothing from a box for %s', async (kind) => {
    const { answer } = await place.attack({ kind, mounts: [{ volume, target: '/source', isReadOnly: true }] }, 'writes');
    expect(Object.entries(errors.parse(answer)).filter(([, code]) => code === null)).toEqual([]);
  });

  it('changes nothing but the source, not even as the root of the box that fetches', async () => {
    const { answer } = await place.attack({ kind: 'fetch' }, 'writes');
    expect(Object.entries(errors.parse(answer)).filter(([, code]) => code === null)).toEqual([]);
  });

  it('keeps a source from other boxes, even where it is mounted to be written', async () => {
    const { answer } = await place.attack({ kind: 'analysis', mounts: [{ volume, target: '/source', isReadOnly: false }] }, 'writes');
    expect(Object.entries(errors.parse(answer)).filter(([, code]) => code === null)).toEqual([]);
  });

  it.each(BOX_KINDS)('fills no more than the folder for temporary files of a box for %s', async (kind) => {
    const { temporaryBytes, temporaryFiles } = BOX_LIMITS[kind];
    const { answer } = await place.attack({ kind }, 'fill');
    const found = z.object({ bytes: z.number(), files: z.number(), error: z.string() }).parse(answer);
    expect(found.error).toBe('ENOSPC');
    expect(found.bytes).toBeLessThanOrEqual(temporaryBytes);
    expect(found.files).toBeLessThan(temporaryFiles);
  });

  it.each(BOX_KINDS)('ends for want of memory in a box for %s', async (kind) => {
    const { end } = await place.attack({ kind }, 'hog');
    expect(end).toMatchObject({ isOutOfMemory: true });
    expect(end.status).not.toBe(0);
  });

  it('ends for want of memory in the heap of JavaScript', async () => {
    expect((await place.attack({ kind: 'analysis' }, 'hog-heap')).end).toMatchObject({ isOutOfMemory: true });
  });

  it.each(['flood', 'flood-lines', 'flood-errors', 'not-utf8'])('is stopped by what it prints: %s', async (attack) => {
    await expect(place.attack({ kind: 'proxy' }, attack)).rejects.toMatchObject({ code: 'sandbox_failed' });
  });

  it('still has git and the C library that it needs', async () => {
    expect((await place.attack({ kind: 'fetch' }, 'git')).answer).toBe('f3a34851d44d6b97c90fbb99dd3d18c261b9a237\n');
  });
});
