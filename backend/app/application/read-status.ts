import type { WireCatalogStatus, WireStatus } from '../../contract/api.ts';
import { toWireError } from '../present/to-wire-error.ts';
import { CodedError } from '../../core/coded-error.ts';
import type { CatalogStatus } from '../../ports/catalog.ts';
import { isPortError } from '../../ports/port-error.ts';
import type { World } from '../world.ts';

export interface StatusRequest {
  readonly world: World;
  readonly version: string;
  readonly offline: boolean;
  readonly samplesAvailable: boolean;
  readonly signal: AbortSignal;
}

/** What runs here: engine, catalog and store, each with its error where it has one. */
export async function readStatus(request: StatusRequest): Promise<WireStatus> {
  const { world } = request;
  const health = world.store.health();
  return {
    version: request.version,
    world: world.kind,
    samplesAvailable: request.samplesAvailable,
    offline: request.offline,
    engine: await readEngine(world, request.signal),
    catalog: toWireCatalog(world.catalog.status()),
    store: health,
  };
}

async function readEngine(world: World, signal: AbortSignal): Promise<WireStatus['engine']> {
  try {
    const info = await world.images.info(signal);
    return { state: 'ready', ...info, error: null };
  } catch (error) {
    if (!isPortError(error)) throw error;
    const state = error.code === 'engine_absent' ? 'absent' : 'failed';
    return { state, name: null, version: null, store: null, endpoint: null, error: toWireError(error) };
  }
}

/** The catalog's state in the form of the wire. */
export function toWireCatalog(status: CatalogStatus): WireCatalogStatus {
  const failed = status.state === 'failed' || status.state === 'stale';
  return {
    state: status.state,
    source: status.source,
    fetchedAt: status.fetchedAt,
    head: status.head,
    serverCount: status.serverCount,
    problems: [...status.problems],
    phase: status.state === 'loading' ? status.phase : null,
    percent: status.state === 'loading' ? status.percent : null,
    error: failed ? toWireError(new CodedError(status.code, status.detail)) : null,
    pendingHead: status.state === 'rewritten' ? status.pendingHead : null,
  };
}
