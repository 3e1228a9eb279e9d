import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { CodedError } from '../../core/coded-error.ts';
import type { GitNetwork } from '../../ports/git-runner.ts';
import type { CachedSource, FetchedSource, SandboxCall, SourceRequest } from '../../ports/sandbox.ts';
import { FETCH_LIMITS, type FetchRequest } from '../../sandboxed/protocol/fetch-messages.ts';
import { SOURCE_LIMITS } from '../../sandboxed/protocol/limits.ts';
import { normalizeSourceDirectory } from '../../sandboxed/protocol/source-path.ts';
import type { BoxMaker } from './box.ts';
import { importDirectory } from './import-directory.ts';
import { runFetchBox, type FetchReport } from './run-fetch-box.ts';
import { SharedWork, type SharedCall } from './shared-work.ts';
import { SourceCache, type SourceKey } from './source-cache.ts';

export interface SourceFetcherOptions {
  readonly boxes: BoxMaker;
  /** Name or id of the sandbox's image. */
  readonly image: string;
  readonly network: GitNetwork;
  /** `https` alone when absent; tests name others. */
  readonly protocols?: FetchRequest['protocols'];
}

/** Sources of reviews: fetched by a box and kept, or copied from a folder. See `Sandbox` for what each throws. */
export interface SourceFetcher {
  fetch(request: SourceRequest, call: SandboxCall): Promise<FetchedSource>;
  /** Once for each source that `fetch` answered. */
  release(source: FetchedSource): Promise<void>;
  cached(signal: AbortSignal): Promise<readonly CachedSource[]>;
  clear(signal: AbortSignal): Promise<void>;
  /** Removes sources whose fetch was cut off by the end of its process. Answers how many volumes. */
  removeUnfinished(signal: AbortSignal): Promise<number>;
}

type GitRequest = Extract<SourceRequest, { kind: 'git' }>;

/** For what the program does after its own time is over. */
const GRACE_MS = 15_000;
const RECALL_MS = 60_000;
const AUTHORITIES_BYTES = 1024 * 1024;

export function createSourceFetcher(options: SourceFetcherOptions): SourceFetcher {
  const { boxes } = options;
  const users = new Map<string, number>();
  const imported = new Set<string>();
  const cache = new SourceCache(boxes, (volume) => (users.get(volume) ?? 0) > 0);
  const shared = new SharedWork<FetchedSource>();
  const use = (source: FetchedSource): FetchedSource => {
    users.set(source.volume, (users.get(source.volume) ?? 0) + 1);
    return source;
  };
  return {
    fetch: async (request, call) => {
      if (request.kind === 'git') {
        const key = toKey(request);
        return shared.join(JSON.stringify(key), call, (work) => findOrFetch({ options, cache, request, key }, work)).then(use);
      }
      const source = await importDirectory({ boxes, run: randomUUID() }, request, call);
      imported.add(source.volume);
      return source;
    },
    release: async ({ volume }) => {
      const left = (users.get(volume) ?? 0) - 1;
      if (left > 0) users.set(volume, left);
      else users.delete(volume);
      if (imported.delete(volume)) await boxes.removeVolume(volume);
    },
    cached: (signal) => cache.list(signal),
    clear: (signal) => cache.clear(signal),
    removeUnfinished: (signal) => cache.removeUnfinished(signal),
  };
}

interface Fetching {
  readonly options: SourceFetcherOptions;
  readonly cache: SourceCache;
  readonly request: GitRequest;
  readonly key: SourceKey;
}

async function findOrFetch(fetching: Fetching, call: SharedCall): Promise<FetchedSource> {
  const { options: { boxes, image: name }, cache, key } = fetching;
  const image = await boxes.imageId(name, call.signal);
  for (const volume of await cache.find(key, call.signal)) {
    const report = await runFetchBox({ boxes, image, run: randomUUID(), volume, timeoutMs: RECALL_MS }, { kind: 'recall', ...key }, call).catch(ifUnusable);
    if (report === null) {
      await cache.remove(volume, call.signal);
    } else {
      await cache.touch(volume, call.signal);
      return toSource(volume, report);
    }
  }
  return fetchAnew(fetching, image, call);
}

/** What an earlier fetch left is not whole: it is fetched anew. Any other failure says nothing about it. */
function ifUnusable(error: unknown): null {
  if (error instanceof CodedError && (error.code === 'source_malformed' || error.code === 'sandbox_failed')) return null;
  throw error;
}

async function fetchAnew({ options, cache, request, key }: Fetching, image: string, call: SharedCall): Promise<FetchedSource> {
  const wanted = await toRequest(options, request, key);
  const run = randomUUID();
  const volume = await cache.create(key, run, call.signal);
  try {
    const report = await runFetchBox({ boxes: options.boxes, image, run, volume, timeoutMs: FETCH_LIMITS.timeoutMs + GRACE_MS }, wanted, call);
    await cache.complete(volume, report.fetched.bytes + report.fetched.baseBytes);
    return toSource(volume, report);
  } catch (error) {
    await options.boxes.removeVolume(volume);
    throw error;
  }
}

function toKey({ project, head, base, directory }: GitRequest): SourceKey {
  const folder = normalizeSourceDirectory(directory);
  if (folder === undefined) throw new CodedError('source_directory_missing', 'No such folder can be in a source.');
  return { project, head, base, directory: folder };
}

async function toRequest({ network, protocols }: SourceFetcherOptions, { branch }: GitRequest, key: SourceKey): Promise<FetchRequest> {
  const { httpsProxy, httpProxy, noProxy, certificateAuthorityFile } = network;
  const { treeBytes, files } = SOURCE_LIMITS;
  const { packBytes, historyBytes, timeoutMs } = FETCH_LIMITS;
  return {
    kind: 'fetch', ...key, branch, limits: { treeBytes, files, packBytes, historyBytes, timeoutMs }, protocols: protocols ?? ['https'],
    proxy: { httpsProxy, httpProxy, noProxy },
    certificateAuthorities: certificateAuthorityFile === null ? null : await readAuthorities(certificateAuthorityFile),
  };
}

async function readAuthorities(path: string): Promise<string> {
  const file = await open(path).catch((cause: unknown) => { throw new CodedError('file_unreadable', 'The file of certificate authorities cannot be read.', { cause }); });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(AUTHORITIES_BYTES), 0, AUTHORITIES_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function toSource(volume: string, { fetched, skipped, changed, commits }: FetchReport): FetchedSource {
  const { project, head, base, directory, isBaseAncestor, files, bytes } = fetched;
  return {
    volume,
    scope: { mode: base === null ? 'full' : 'differential', project, head, base, directory, commits, isBaseAncestor, changedFiles: changed },
    coverage: { files, bytes, skipped },
  };
}
