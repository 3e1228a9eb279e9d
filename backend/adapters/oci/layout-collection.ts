import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../core/coded-error.ts';
import { parseReference } from '../../core/image/reference.ts';
import { formatRepository } from '../../core/image/repository.ts';
import type { ContentSource } from '../../ports/content-source.ts';
import type { ImageSource, LocalImage } from '../../ports/image-source.ts';
import { isPortError } from '../../ports/port-error.ts';
import { LayoutContent } from './layout-content.ts';
import { listLayoutImages, type LayoutImage, type LayoutPlatform } from './layout-images.ts';

const NO_TIME_LIMIT = new AbortController().signal;

/** A folder of OCI layouts as if it were an engine with a registry behind it. */
export interface LayoutCollection {
  readonly images: ImageSource;
  readonly content: ContentSource;
}

interface Named {
  readonly image: LocalImage;
  readonly platform: LayoutPlatform;
}

/** Opens every layout below a folder. Images that no annotation names are left out. Throws `layout_unreadable` or `layout_malformed`. */
export async function openLayoutFolder(folder: string): Promise<LayoutCollection> {
  const paths = await listFolders(folder);
  const listed = (await Promise.all(paths.map((path) => listLayoutImages(path, NO_TIME_LIMIT)))).flat();
  const contents = await Promise.all(paths.map((path) => LayoutContent.open(path)));
  return { images: toImageSource(folder, listed.flatMap(toNamed)), content: toContent(contents) };
}

async function listFolders(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name)).sort();
  } catch (cause) {
    throw new CodedError('layout_unreadable', `The folder ${folder} cannot be read.`, { cause });
  }
}

function toNamed({ reference, digest, platforms: [platform] }: LayoutImage): readonly Named[] {
  if (reference === null || platform === undefined) return [];
  const image: LocalImage = {
    id: digest,
    store: 'layout',
    tags: reference.tag === null ? [] : [reference],
    digests: [parseReference(`${formatRepository(reference.repository)}@${digest}`)],
    labels: platform.labels,
    createdAt: platform.createdAt,
    sizeBytes: platform.sizeBytes,
  };
  return [{ image, platform }];
}

function toImageSource(folder: string, named: readonly Named[]): ImageSource {
  const find = (isWanted: (image: LocalImage) => boolean): Named => {
    const found = named.find(({ image }) => isWanted(image));
    if (found === undefined) throw new CodedError('image_not_found', 'No layout holds this image.');
    return found;
  };
  return {
    info: () => Promise.resolve({ name: 'OCI layouts', version: '1.0.0', store: 'layout', endpoint: folder }),
    listImages: () => Promise.resolve(named.map(({ image }) => image)),
    findImage: (text) => settled(() => find((image) => isNamed(image, text)).image),
    platformOf: (id) => settled(() => find((image) => image.id === id).platform.platform),
  };
}

/** Runs at once, and fails as a promise does. */
async function settled<T>(answer: () => T): Promise<T> {
  return Promise.resolve().then(answer);
}

function isNamed(image: LocalImage, text: string): boolean {
  if (image.id === text) return true;
  const { repository, tag, digest } = parseReference(text);
  const name = formatRepository(repository);
  const names = digest === null ? image.tags : image.digests;
  return names.some((known) => formatRepository(known.repository) === name && (digest === null ? known.tag === tag : known.digest === digest));
}

/** Each question goes to the layouts in turn, until one has an answer. */
function toContent(contents: readonly LayoutContent[]): ContentSource {
  const first = async <T>(ask: (content: LayoutContent) => Promise<T>): Promise<T> => {
    let missing: unknown = new CodedError('manifest_not_found', 'No layout holds this.');
    for (const content of contents) {
      try {
        return await ask(content);
      } catch (error) {
        if (!isPortError(error) || (error.code !== 'manifest_not_found' && error.code !== 'blob_not_found')) throw error;
        missing = error;
      }
    }
    throw missing;
  };
  return {
    fetchManifest: (repository, reference, options) => first((content) => content.fetchManifest(repository, reference, options)),
    fetchBlob: (repository, descriptor, options) => first((content) => content.fetchBlob(repository, descriptor, options)),
    hasManifest: async (repository, digest, options) => {
      for (const content of contents) if (await content.hasManifest(repository, digest, options)) return true;
      return false;
    },
    listReferrers: async (repository, digest, options) =>
      (await Promise.all(contents.map((content) => content.listReferrers(repository, digest, options)))).flat(),
  };
}
