import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openGitCatalog } from '../adapters/catalog/git-catalog.ts';
import { runGit } from '../adapters/git/run-git.ts';
import { openFactStore } from '../adapters/store/sqlite-fact-store.ts';
import type { OpenedWorld } from '../app/application/opened-world.ts';
import { createPlaceOrder } from '../app/facts/place-order.ts';
import { createPublishedKeys } from '../app/facts/published-keys.ts';
import type { SettingsState } from '../app/settings/settings.ts';
import type { World } from '../app/world.ts';
import { makeFolder } from '../cli/make-folder.ts';
import { CodedError } from '../core/coded-error.ts';
import { parseMirror } from '../core/image/mirror.ts';
import { parseRepository } from '../core/image/repository.ts';
import { KNOWN_PUBLISHERS } from '../core/publisher/known-publishers.ts';
import { mergeKnownPublishers } from '../core/publisher/merge-known-publishers.ts';
import type { VerdictPolicy } from '../core/verdict/facts.ts';
import type { ContentSource } from '../ports/content-source.ts';
import type { Dispatcher } from 'undici';
import type { GitNetwork } from '../ports/git-runner.ts';
import type { ImageSource } from '../ports/image-source.ts';
import { createReviewing } from './create-reviewing.ts';
import { createTrust } from './create-trust.ts';
import { openLayout } from './open-layout.ts';

const DAY = 24 * 60 * 60 * 1000;

export interface WorldParts {
  readonly kind: World['kind'];
  readonly folder: string;
  readonly settings: SettingsState;
  readonly images: ImageSource;
  readonly content: ContentSource;
  /** The announced key as PEM; null where it cannot be had. */
  readonly readAnnouncedKey: (signal: AbortSignal) => Promise<string | null>;
  /** Connections of `content`, and to the providers of models. */
  readonly dispatcher: Dispatcher;
  readonly env: NodeJS.ProcessEnv;
}

/** Joins images, content, catalog, store and trust into a world, with a data folder of its own. */
export async function createWorld(parts: WorldParts): Promise<OpenedWorld> {
  const { folder, settings } = parts;
  await makeDataFolder(folder);
  const clock = Date.now;
  const { trust, withCandidates, keys, trustedRoot } = createTrust(settings);
  const store = await openFactStore({ path: join(folder, 'facts.sqlite'), clock });
  const { source, branch } = settings.catalog;
  const network = await toGitNetwork(parts);
  const reviewing = createReviewing({ folder, settings, env: parts.env, network, offlineReason: toOfflineReason(parts), dispatcher: parts.dispatcher });
  const world: World = {
    kind: parts.kind,
    images: parts.images,
    content: parts.content,
    openLayout,
    catalog: await openGitCatalog({ dataDirectory: join(folder, 'catalog'), source, branch, git: runGit, clock, network }),
    store,
    trust,
    withCandidates,
    publishedKeys: createPublishedKeys({ readText: parts.readAnnouncedKey, trusted: trust.keys }),
    policy: toPolicy(settings),
    signatureRepository: parseRepository(settings.signatures.repository),
    mirrors: settings.mirrors.map(parseMirror),
    order: createPlaceOrder(),
    isCatalogOffline: settings.offline && source.startsWith('https://'),
    handbook: toHandbook(settings, keys),
    clock,
  };
  const close = async (): Promise<void> => {
    store.close();
    await reviewing.close();
    await parts.dispatcher.close();
  };
  return {
    world,
    keys,
    trustedRoot,
    reviewing: () => reviewing.open(),
    close,
    deleteData: async () => {
      store.clear();
      (await reviewing.open()).store.clear();
      await rm(join(folder, 'catalog'), { recursive: true, force: true });
    },
  };
}

async function makeDataFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder, 0o700);
  } catch (cause) {
    throw new CodedError('store_unavailable', `The data folder ${folder} cannot be made.`, { cause });
  }
}

/** Null where projects may be fetched. */
function toOfflineReason({ kind, settings }: WorldParts): string | null {
  if (kind === 'sample') return 'The projects of the samples are nowhere on the network. A directory can be reviewed, on the command line.';
  return settings.offline ? 'Nothing is asked over the network, so no source can be fetched. A directory can be reviewed.' : null;
}

function toHandbook({ catalog, replaceBuiltInKeys }: SettingsState, keys: OpenedWorld['keys']): World['handbook'] {
  const builtIn = keys.filter(({ origin }) => origin === 'builtIn');
  return {
    catalogSource: catalog.source,
    catalogBranch: catalog.branch,
    keyFile: replaceBuiltInKeys ? `${keys[0]?.name ?? 'key'}.pub` : 'docker-mcp.pub',
    dockerKeys: new Set(builtIn.map(({ fingerprint }) => fingerprint)),
  };
}

function toPolicy({ signatures, catalog, publishers }: SettingsState): VerdictPolicy {
  return {
    signedRepositories: signatures.images,
    catalogMaxAge: catalog.maxAgeDays * DAY,
    strictReference: signatures.strictReference,
    knownPublishers: mergeKnownPublishers(KNOWN_PUBLISHERS, publishers),
  };
}

/** git takes authorities as a file only. */
async function toGitNetwork({ settings, folder, env }: WorldParts): Promise<GitNetwork> {
  const { proxy, certificateAuthority } = settings;
  const authorities = join(folder, 'authorities.pem');
  if (certificateAuthority !== null) await writeFile(authorities, certificateAuthority, { mode: 0o600 });
  return {
    httpsProxy: proxy.https ?? env['HTTPS_PROXY'] ?? env['https_proxy'] ?? null,
    httpProxy: proxy.http ?? env['HTTP_PROXY'] ?? env['http_proxy'] ?? null,
    noProxy: proxy.noProxy ?? env['NO_PROXY'] ?? env['no_proxy'] ?? null,
    certificateAuthorityFile: certificateAuthority === null ? (env['SSL_CERT_FILE'] ?? null) : authorities,
  };
}
