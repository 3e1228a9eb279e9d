import type { Digest } from '../../core/image/digest.ts';
import type { Platform } from '../../core/image/platform.ts';
import type { EngineInfo, ImageSource, ImageStoreKind, LocalImage } from '../../ports/image-source.ts';
import { discoverEndpoint } from './discover-endpoint.ts';
import { engineInfoSchema, imageInspectSchema, imageListItemSchema, imageListSchema, imagePlatformSchema } from './engine-answers.ts';
import { askEngine, type EngineRequest } from './engine-client.ts';
import { toEndpointText, type EngineEnvironment } from './engine-endpoint.ts';
import { parseAnswer, parseJson, toFailure } from './judge-answer.ts';
import { toEngineName } from './to-engine-name.ts';
import { toLocalImage, type EngineImage } from './to-local-image.ts';

/** Milliseconds for each call, from connecting to the last byte. */
interface EngineTimeouts {
  readonly info: number;
  readonly list: number;
  readonly inspect: number;
}

export interface EngineOptions {
  readonly environment: EngineEnvironment;
  readonly timeouts?: Partial<EngineTimeouts>;
  /** Told of each listed image that is left out because the engine described it in a malformed way. */
  readonly onMalformedImage?: (position: number) => void;
}

const TIMEOUTS: EngineTimeouts = { info: 10_000, list: 30_000, inspect: 10_000 };
/** 2,000 images of 1.5 kB are 3 MB; what is far beyond has labels that nobody wrote in good faith. */
const MAXIMUM_LIST_BYTES = 64 * 1024 * 1024;
const MAXIMUM_INSPECT_BYTES = 8 * 1024 * 1024;
const MAXIMUM_INFO_BYTES = 4 * 1024 * 1024;
const CONTAINERD_DRIVER = 'io.containerd.snapshotter.v1';

/**
 * Images of the Docker engine, found anew with each call: it may be installed, started or switched while this runs.
 * Each call throws CodedError: `engine_absent`, `engine_unreachable`, `engine_forbidden`, `engine_timeout`,
 * `engine_failed`, `cancelled`; `findImage` and `platformOf` also `image_not_found`, `findImage` `reference_malformed`.
 */
export function createEngineImageSource(options: EngineOptions): ImageSource {
  const { environment, onMalformedImage = () => undefined } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };

  const ask = async (request: EngineRequest): Promise<unknown> => {
    const answer = await askEngine(discoverEndpoint(environment), request);
    if (answer.status === 200) return parseJson(answer.text);
    throw toFailure(answer, request.path);
  };
  const inspect = (name: string, signal: AbortSignal): Promise<unknown> =>
    ask({ path: `/images/${name}/json`, signal, timeoutMs: timeouts.inspect, maximumBytes: MAXIMUM_INSPECT_BYTES });
  const info = async (signal: AbortSignal): Promise<EngineInfo> => {
    const endpoint = toEndpointText(discoverEndpoint(environment));
    const body = await ask({ path: '/info', signal, timeoutMs: timeouts.info, maximumBytes: MAXIMUM_INFO_BYTES });
    const { Name, ServerVersion, DriverStatus } = parseAnswer(engineInfoSchema, body);
    return { name: Name, version: ServerVersion, store: toStoreKind(DriverStatus ?? []), endpoint };
  };

  return {
    info,
    async listImages(signal) {
      const request = { path: '/images/json', signal, timeoutMs: timeouts.list, maximumBytes: MAXIMUM_LIST_BYTES };
      // The store is asked for each time: a remembered one would misread every id after the person switched it.
      const [body, { store }] = await Promise.all([ask(request), info(signal)]);
      return toImages(parseAnswer(imageListSchema, body), store, onMalformedImage);
    },
    async findImage(reference, signal) {
      const [body, { store }] = await Promise.all([inspect(toEngineName(reference), signal), info(signal)]);
      return toInspectedImage(body, store);
    },
    async platformOf(id: Digest, signal): Promise<Platform> {
      const { Os, Architecture, Variant } = parseAnswer(imagePlatformSchema, await inspect(id, signal));
      return { os: Os, architecture: Architecture, variant: Variant === undefined || Variant === '' ? null : Variant };
    },
  };
}

function toImages(items: readonly unknown[], store: ImageStoreKind, onMalformedImage: (position: number) => void): readonly LocalImage[] {
  const images = new Map<Digest, EngineImage>();
  for (const [position, item] of items.entries()) {
    const parsed = imageListItemSchema.safeParse(item);
    if (!parsed.success) {
      onMalformedImage(position);
      continue;
    }
    const { Id, RepoTags, RepoDigests, Labels, Created, Size } = parsed.data;
    const known = images.get(Id);
    const tags = [...(known?.tags ?? []), ...(RepoTags ?? [])];
    const digests = [...(known?.digests ?? []), ...(RepoDigests ?? [])];
    images.set(Id, { labels: Labels, createdAt: (Created ?? Number.NaN) * 1000, sizeBytes: Size, ...known, id: Id, tags, digests });
  }
  return [...images.values()].map((image) => toLocalImage(image, store));
}

function toInspectedImage(body: unknown, store: ImageStoreKind): LocalImage {
  const { Id, RepoTags, RepoDigests, Config, Created, Size } = parseAnswer(imageInspectSchema, body);
  const createdAt = Date.parse(Created ?? '');
  return toLocalImage({ id: Id, tags: RepoTags, digests: RepoDigests, labels: Config?.Labels, createdAt, sizeBytes: Size }, store);
}

function toStoreKind(driverStatus: readonly (readonly string[])[]): ImageStoreKind {
  const isContainerd = driverStatus.some(([name, value]) => name === 'driver-type' && value === CONTAINERD_DRIVER);
  return isContainerd ? 'containerd' : 'classic';
}
