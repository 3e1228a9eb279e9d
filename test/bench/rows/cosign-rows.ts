import { join } from 'node:path';
import { SWEEP_CONCURRENCY } from '../../../backend/app/verify/sweep.ts';
import { run, succeeds } from '../../integration/support/child-process.ts';
import { cosignBinary } from '../../integration/support/cosign.ts';
import type { RegistryServer } from '../../integration/support/registry-server.ts';
import type { BenchWorld } from '../support/bench-world.ts';
import { toMilliseconds } from '../support/row.ts';
import { runAll } from '../support/run-all.ts';

const LOOP = 30;
const AT_ONCE = 64;
const TARGETS = { loop: 10, atOnce: 5 };

export interface CosignCase {
  readonly registry: RegistryServer;
  /** Our own time, cold; NaN where it was not measured. */
  readonly millisecondsAnImage: number;
}

/** Real cosign on the same images, keys, log and registry: one after the other, and eight at once. */
export async function addCosignRows(world: BenchWorld, { registry, millisecondsAnImage }: CosignCase): Promise<void> {
  const { add, signed, signal } = world;
  if (!(await succeeds(cosignBinary(2), ['version']))) {
    add({ part: 'cosign', figure: 'all rows', skipped: 'no cosign 2 (MCP_TRUST_COSIGN2)' });
    return;
  }
  const verify = toVerify(world, registry);
  const images = signed.images.map(({ server, image }) => `${registry.host}/mcp/${server}@${image.index.digest}`);
  await runAll(images.slice(0, 1), 1, verify, signal);
  const measure = async (count: number, concurrency: number): Promise<number> => {
    const some = images.slice(0, count);
    const started = performance.now();
    await runAll(some, concurrency, verify, signal);
    return (performance.now() - started) / some.length;
  };
  const [loop, atOnce] = [await measure(LOOP, 1), await measure(AT_ONCE, SWEEP_CONCURRENCY)];
  const addRow = (how: string, measured: { each: number; count: number; target: number }): void => {
    const { each, count, target } = measured;
    add({ part: 'cosign', figure: `cosign verify, ${how}`, value: `${toMilliseconds(each)} an image`, note: `measured on ${String(Math.min(count, images.length))}; ${((each * images.length) / 1000).toFixed(1)} s for ${String(images.length)}` });
    if (Number.isNaN(millisecondsAnImage)) return;
    const ratio = each / millisecondsAnImage;
    add({ part: 'cosign', figure: `faster than cosign ${how}`, value: `${ratio.toFixed(1)} times`, target: `≥ ${String(target)}`, met: ratio >= target, note: `ours ${toMilliseconds(millisecondsAnImage)} an image, cold` });
  };
  addRow('in a loop', { each: loop, count: LOOP, target: TARGETS.loop });
  addRow(`${String(SWEEP_CONCURRENCY)} at once`, { each: atOnce, count: AT_ONCE, target: TARGETS.atOnce });
}

function toVerify({ folder }: BenchWorld, { host }: RegistryServer): (image: string) => Promise<unknown> {
  const env = { HOME: folder, COSIGN_REPOSITORY: `${host}/mcp/signatures`, SIGSTORE_REKOR_PUBLIC_KEY: join(folder, 'log.pub') };
  return (image) => run(cosignBinary(2), ['verify', '--key', join(folder, 'bench.pub'), image], { env });
}
