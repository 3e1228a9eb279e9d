import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { worldFolder } from '../../../backend/wiring/data-folder.ts';
import { askWorker } from './ask-worker.ts';
import type { Cleanup } from './cleanup.ts';
import { makePinRegistry } from './make-pin-registry.ts';
import { startReferrersRegistry } from './referrers-registry.ts';
import type { Row } from './row.ts';
import { makeSignedImages, type SignedImages } from './signed-images.ts';
import { catalogAnswerSchema } from './worker-jobs.ts';

export const PINS_PER_SERVER = 10;

/** What every part of the bench works on. */
export interface BenchWorld {
  readonly folder: string;
  readonly runId: string;
  readonly signed: SignedImages;
  /** A generated registry repository with an entry and pins for each image. */
  readonly pinRegistry: string;
  /** `http://127.0.0.1:port` of the registry in memory, which has a referrers API. */
  readonly referrersUrl: string;
  readonly cleanup: Cleanup;
  readonly signal: AbortSignal;
  readonly add: (row: Row) => void;
}

export interface WorldOptions extends Pick<BenchWorld, 'folder' | 'runId' | 'cleanup' | 'signal' | 'add'> {
  readonly count: number;
}

/** Images, signatures, keys, catalog: all made here, nothing is fetched from anywhere. */
export async function makeBenchWorld({ count, ...rest }: WorldOptions): Promise<BenchWorld> {
  const { folder, runId, cleanup } = rest;
  const signed = makeSignedImages(count, runId);
  const pinRegistry = join(folder, 'registry.git');
  makePinRegistry(pinRegistry, { servers: count, pins: PINS_PER_SERVER });
  await writeFile(join(folder, 'bench.pub'), signed.key.pem);
  await writeFile(join(folder, 'log.pub'), signed.logKey.pem);
  await writeFile(join(folder, 'trusted-root.json'), signed.trustedRoot);
  const referrers = await startReferrersRegistry(signed.images);
  cleanup.add('registry in memory', () => referrers.stop());
  await askWorker(folder, { kind: 'catalog', source: pinRegistry, branch: 'main', dataFolder: catalogFolder(folder), refresh: true }, catalogAnswerSchema);
  return { ...rest, signed, pinRegistry, referrersUrl: referrers.url };
}

/** A configuration file in which registries on loopback stand for Docker Hub; the first one is the one that is asked. */
export async function writeConfiguration({ folder, pinRegistry }: BenchWorld, name: string, mirrorUrls: readonly string[]): Promise<string> {
  const path = join(folder, `${name}.yaml`);
  const mirrors = mirrorUrls.map((url) => ({ of: 'docker.io', at: new URL(url).host, plainHttp: true, authoritative: true }));
  const signatures = { keys: [join(folder, 'bench.pub')], trustedRoot: join(folder, 'trusted-root.json'), publishedKey: null };
  await writeFile(path, stringify({ catalog: { source: pinRegistry, branch: 'main' }, signatures, mirrors }));
  return path;
}

/** A data folder with the catalog fetched and no fact in it. */
export async function makeColdFolder({ folder }: BenchWorld, name: string): Promise<string> {
  const dataFolder = join(folder, 'data', name);
  const real = worldFolder(dataFolder, 'real');
  await mkdir(real, { recursive: true });
  await cp(catalogFolder(folder), join(real, 'catalog'), { recursive: true });
  return dataFolder;
}

function catalogFolder(folder: string): string {
  return join(folder, 'catalog');
}
