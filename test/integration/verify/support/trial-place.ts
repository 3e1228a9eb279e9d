import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { connectLocalEngine } from '../../support/classic-engine.ts';
import { startContainerdEngine } from '../../support/containerd-engine.ts';
import { pushImage } from '../../support/registry-images.ts';
import { startRegistry, type RegistryServer } from '../../support/registry-server.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import { buildProgram, type CommandContext } from './command-line.ts';
import { startRegistryProxy, type RegistryProxy } from './registry-proxy.ts';
import { makeTrialCatalog, CURRENT } from './trial-catalog.ts';
import { repositoryOf, TRIAL_SERVERS, type TrialCase } from './trial-cases.ts';
import { makeSigner, pushSignatures, REVISION_LABEL, simple, type PushedImage, type Sign, type Signer } from './trial-signatures.ts';

export interface TrialConfiguration {
  readonly catalog: object;
  readonly signatures: object;
  readonly mirrors: readonly object[];
}

/** A registry behind a proxy that takes Docker Hub's place, a catalog, keys and a configuration that names them all. */
export interface TrialPlace {
  readonly folder: string;
  readonly registry: RegistryServer;
  readonly proxy: RegistryProxy;
  readonly signer: Signer;
  readonly configuration: TrialConfiguration;
  /** Tells the images of this run from everybody else's. */
  readonly tag: string;
  /** What a command runs with: a data folder of that name, the configuration with changes, and an engine or none. */
  context(data: string, options?: ContextOptions): Promise<CommandContext>;
  readonly stop: () => Promise<void>;
}

export interface ContextOptions {
  /** Top-level members of the configuration that are replaced. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** The engine's socket; without it there is no engine. */
  readonly socket?: string | null;
}

export interface EnginePlace extends TrialPlace {
  readonly engine: TestEngine;
  readonly store: 'classic' | 'containerd';
}

export async function makeTrialPlace(registry: RegistryServer): Promise<TrialPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-trial-'));
  const proxy = await startRegistryProxy(registry.port);
  const signer = makeSigner();
  const program = await buildProgram(join(folder, 'program'));
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const configuration = {
    catalog: { source: makeTrialCatalog(folder, TRIAL_SERVERS, Date.now()) },
    signatures: {
      keys: [await file('trusted.pub', signer.trusted.pem)],
      trustedRoot: await file('trusted-root.json', signer.log.trustedRoot),
      publishedKey: await file('announced.pub', signer.announced.pem),
    },
    mirrors: [{ of: 'docker.io', at: proxy.host, plainHttp: true, authoritative: true }],
  };
  return {
    folder, registry, proxy, signer, configuration,
    tag: `trial-${randomUUID().slice(0, 8)}`,
    context: async (data, { changes = {}, socket = null } = {}) => {
      const home = join(folder, 'home');
      await mkdir(home, { recursive: true });
      const config = await file(`${data}.yaml`, stringify({ ...configuration, ...changes }, { aliasDuplicateObjects: false }));
      return { program, config, data: join(folder, data), socket, home };
    },
    stop: async () => {
      await proxy.stop();
      await registry.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function startClassicPlace(): Promise<EnginePlace> {
  const place = await makeTrialPlace(await startRegistry());
  const engine = connectLocalEngine();
  const stop = async (): Promise<void> => {
    await engine.cleanUp();
    await place.stop();
  };
  return { ...place, engine, store: 'classic', stop };
}

/** `stopEngine` lets the engine vanish before the rest. */
export async function startContainerdPlace(): Promise<EnginePlace & { readonly stopEngine: () => Promise<void> }> {
  const containerd = await startContainerdEngine();
  const place = await makeTrialPlace(await startRegistry());
  await containerd.exposePort(place.proxy.port);
  const stop = async (): Promise<void> => {
    await containerd.stop();
    await place.stop();
  };
  return { ...place, engine: containerd.engine, store: 'containerd', stop, stopEngine: () => containerd.stop() };
}

/** Pushes and signs an image, straight to the registry. */
export async function publish(place: TrialPlace, trialCase: TrialCase): Promise<PushedImage & { readonly payload: Buffer | null }> {
  const { name, label = CURRENT, labels = {}, sign = simple() } = trialCase;
  const repository = repositoryOf(trialCase);
  const target = { url: place.registry.url, repository };
  const all = label === null ? labels : { ...labels, [REVISION_LABEL]: label };
  const descriptor = await pushImage(target, { labels: all, text: `${name} ${place.tag}\n` }, place.tag);
  return signAt(place, { repository, descriptor, label }, { sign });
}

/** Leaves the signatures of an image that is at the registry, in the signature repository unless said; answers the image with the first payload. */
export async function signAt(place: TrialPlace, image: PushedImage, { sign, repository = 'mcp/signatures' }: Signing): Promise<PushedImage & { readonly payload: Buffer | null }> {
  const signatures = sign(image, place.signer);
  await pushSignatures({ url: place.registry.url, repository }, image, signatures);
  return { ...image, payload: signatures.simple?.[0]?.payload ?? null };
}

interface Signing {
  readonly sign: Sign;
  readonly repository?: string;
}

/** Pulls an image through the proxy, under the name that the engine then knows it by. */
export async function pull({ proxy, engine, tag }: EnginePlace, repository: string): Promise<void> {
  await engine.pull(`${proxy.host}/${repository}:${tag}`);
}

/** Works on all items, a few at a time. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (const item of queue) await work(item);
  }));
}
