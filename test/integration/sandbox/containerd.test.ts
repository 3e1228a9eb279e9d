import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startContainerdEngine, type ContainerdEngine } from '../support/containerd-engine.ts';
import { describeWith } from '../support/requirements.ts';
import { makeAttackImage } from './support/attack-image.ts';
import { BoxPlace } from './support/box-place.ts';

const NONE = '0000000000000000';
const EPERM = 1;

describeWith(['engine', 'containerd'], 'when the engine is a newer one with the containerd store', () => {
  let containerd: ContainerdEngine;
  let place: BoxPlace;

  beforeAll(async () => {
    containerd = await startContainerdEngine();
    place = new BoxPlace(containerd.engine, await makeAttackImage(containerd.engine));
  });
  afterAll(async () => {
    await containerd.stop();
  });

  it.each(['analysis', 'toolBox', 'agent'] as const)('keeps to every setting of a box for %s', async (kind) => {
    const { answer, end } = await place.attack({ kind }, 'survey');
    const { calls, status } = z.object({ calls: z.record(z.string(), z.number().nullable()), status: z.record(z.string(), z.string()) }).parse(answer);
    expect(status).toMatchObject({ CapEff: NONE, CapBnd: NONE, NoNewPrivs: '1', Seccomp: '2' });
    expect(calls).toMatchObject({ ptrace: EPERM, 'socket AF_VSOCK': EPERM, AF_INET: EPERM, AF_UNIX: 0 });
    expect(end.status).toBe(0);
  });

  it('makes a network for the box that fetches, and removes it', async () => {
    expect((await place.attack({ kind: 'fetch' }, 'writes')).end.status).toBe(0);
    expect(await place.remains()).toEqual([]);
  });

  it('tells that memory ran out', async () => {
    expect((await place.attack({ kind: 'analysis' }, 'hog')).end).toMatchObject({ isOutOfMemory: true });
  });
});
