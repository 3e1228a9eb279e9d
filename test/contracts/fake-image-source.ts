import { CodedError } from '../../backend/core/coded-error.ts';
import { isDigest, type Digest } from '../../backend/core/image/digest.ts';
import type { Platform } from '../../backend/core/image/platform.ts';
import { formatReference, parseReference } from '../../backend/core/image/reference.ts';
import type { EngineInfo, ImageSource, LocalImage } from '../../backend/ports/image-source.ts';

const LINUX: Platform = { os: 'linux', architecture: 'amd64', variant: null };

/** Images in a list. `failWith('engine_unreachable')` makes every call fail, as an engine that vanished does. */
export class FakeImageSource implements ImageSource {
  readonly #images: readonly LocalImage[];
  readonly #platforms: ReadonlyMap<string, Platform>;
  readonly #store: EngineInfo['store'];
  #failure: string | null = null;

  /** `platforms` by image id; linux/amd64 where absent. */
  constructor(images: readonly LocalImage[], platforms: ReadonlyMap<string, Platform> = new Map()) {
    this.#images = images;
    this.#platforms = platforms;
    this.#store = images[0]?.store ?? 'classic';
  }

  failWith(code: 'engine_absent' | 'engine_unreachable' | 'engine_forbidden' | 'engine_timeout' | 'engine_failed' | null): void {
    this.#failure = code;
  }

  async info(signal: AbortSignal): Promise<EngineInfo> {
    await this.#call(signal);
    return { name: 'fake', version: '1.0', store: this.#store, endpoint: 'unix:///fake.sock' };
  }

  async listImages(signal: AbortSignal): Promise<readonly LocalImage[]> {
    await this.#call(signal);
    return this.#images;
  }

  async findImage(reference: string, signal: AbortSignal): Promise<LocalImage> {
    await this.#call(signal);
    const byId = this.#images.find(({ id }) => id === reference);
    if (byId !== undefined || isDigest(reference)) return this.#orAbsent(byId);
    const name = formatReference(parseReference(reference));
    return this.#orAbsent(this.#images.find(({ tags, digests }) => [...tags, ...digests].some((own) => formatReference(own) === name)));
  }

  async platformOf(id: Digest, signal: AbortSignal): Promise<Platform> {
    await this.#call(signal);
    return this.#platforms.get(this.#orAbsent(this.#images.find((image) => image.id === id)).id) ?? LINUX;
  }

  #orAbsent(image: LocalImage | undefined): LocalImage {
    if (image === undefined) throw new CodedError('image_not_found', 'There is no such image.');
    return image;
  }

  async #call(signal: AbortSignal): Promise<void> {
    await Promise.resolve();
    if (signal.aborted) throw new CodedError('cancelled', 'Cancelled.');
    if (this.#failure !== null) throw new CodedError(this.#failure, 'The engine fails.', { retryable: true });
  }
}
