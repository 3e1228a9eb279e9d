import { Agent } from 'undici';
import type { z } from 'zod';
import { MANIFEST_MEDIA_TYPES } from '../../../backend/core/image/media-types.ts';
import { runAll } from '../support/run-all.ts';
import type { floorAnswerSchema, JobOf } from '../support/worker-jobs.ts';
import { startStopwatch } from './stopwatch.ts';

type FloorAnswer = z.infer<typeof floorAnswerSchema>;

/** The bare requests: same addresses, same number at a time, bodies read and dropped, nothing checked. */
export async function measureFloor({ requests, concurrency }: JobOf<'floor'>): Promise<FloorAnswer> {
  return replay(new Agent({ connections: concurrency }), requests, concurrency);
}

export async function measureEngineFloor({ socketPath, requests, concurrency }: JobOf<'engineFloor'>): Promise<FloorAnswer> {
  const addresses = requests.map((path) => `GET http://engine${path}`);
  return replay(new Agent({ connect: { socketPath }, connections: concurrency }), addresses, concurrency);
}

async function replay(agent: Agent, requests: readonly string[], concurrency: number): Promise<FloorAnswer> {
  const headers = { accept: `${MANIFEST_MEDIA_TYPES.join(', ')}, */*` };
  let bytes = 0;
  const stop = startStopwatch();
  await runAll(requests, concurrency, async (request) => {
    const [method = 'GET', address = ''] = request.split(' ');
    const { origin, pathname, search } = new URL(address);
    const { body } = await agent.request({ origin, path: pathname + search, method: method === 'HEAD' ? 'HEAD' : 'GET', headers });
    bytes += (await body.arrayBuffer()).byteLength;
  });
  const times = stop();
  await agent.close();
  return { ...times, bytes };
}
