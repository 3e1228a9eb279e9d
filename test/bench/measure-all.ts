import { addCatalogRows } from './rows/catalog-rows.ts';
import { addCosignRows } from './rows/cosign-rows.ts';
import { addMemoryRow } from './rows/memory-row.ts';
import { addPanelRows } from './rows/panel-rows.ts';
import { addReviewRows } from './rows/review-rows.ts';
import { addSignatureRows } from './rows/signature-rows.ts';
import { addStartRows } from './rows/start-rows.ts';
import { addVerifyRows } from './rows/verify-rows.ts';
import { makeBenchWorld, writeConfiguration, type BenchWorld, type WorldOptions } from './support/bench-world.ts';
import { pullIntoEngine, startFilledRegistry, type Counterpart, type EngineImages } from './support/engine-images.ts';
import type { RegistryServer } from '../integration/support/registry-server.ts';

export interface BenchOptions extends WorldOptions {
  /** Runs these parts alone: a regular expression over their names. */
  readonly only: string | null;
}

/** All parts, one after the other. */
export async function measureAll({ only, ...options }: BenchOptions): Promise<void> {
  const wanted = (part: string): boolean => only === null || new RegExp(only).test(part);
  if (wanted('panel')) await addPanelRows(options.add);
  if (wanted('start')) await addStartRows(options.add);
  if (wanted('catalog')) await addCatalogRows(options);
  if (wanted('signature')) await addSignatureRows(options);
  if (wanted('review')) await addReviewRows(options);
  if (!['engine', 'registry', 'bundle', 'cosign', 'memory'].some(wanted)) return;
  options.signal.throwIfAborted();
  const world = await makeBenchWorld(options);
  const registry = await startFilledRegistry(world);
  const engine = 'value' in registry ? await pullIntoEngine(world, registry.value) : registry;
  await measureSweeps(world, { registry, engine, wanted });
}

interface Counterparts {
  readonly registry: Counterpart<RegistryServer>;
  readonly engine: Counterpart<EngineImages>;
  readonly wanted: (part: string) => boolean;
}

async function measureSweeps(world: BenchWorld, { registry, engine, wanted }: Counterparts): Promise<void> {
  const { add, referrersUrl } = world;
  const references = world.signed.images.map(({ server }) => `mcp/${server}:latest`);
  const urls = 'value' in registry ? [registry.value.url] : [];
  const simple = await writeConfiguration(world, 'simple', urls);
  const bundle = await writeConfiguration(world, 'bundle', [referrersUrl, ...urls]);
  const env = 'value' in engine ? { DOCKER_HOST: `unix://${engine.value.socketPath}` } : {};
  let millisecondsAnImage = Number.NaN;
  if ('absent' in engine) add({ part: 'engine', figure: 'all rows', skipped: engine.absent });
  else {
    const what = { references: null, env, note: 'signature 2, index and platform manifest that bind the engine’s image 2' };
    if (wanted('engine') || wanted('cosign')) millisecondsAnImage = await addVerifyRows(world, { part: 'engine, .sig', configuration: simple, requestsAnImage: 4, ...what });
    if (wanted('bundle')) await addVerifyRows(world, { ...what, part: 'engine, bundle', configuration: bundle, requestsAnImage: 5, note: 'signature 3, binding 2; registry in memory, as docker-registry 2.8 has no referrers API' });
    if (wanted('memory')) await addMemoryRow(world, { configuration: simple, env });
  }
  if ('absent' in registry) add({ part: 'registry', figure: 'all rows', skipped: registry.absent });
  else {
    if (wanted('registry')) await addVerifyRows(world, { part: 'registry, .sig', configuration: simple, references, env, requestsAnImage: 8, note: 'signature 2; tag, index again, 2 manifests, 2 configs' });
    if (wanted('cosign')) await addCosignRows(world, { registry: registry.value, millisecondsAnImage });
  }
}
