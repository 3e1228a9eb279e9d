import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../backend/core/coded-error.ts';
import type { GapCode } from '../../../backend/core/gap-code.ts';
import { parseMirror } from '../../../backend/core/image/mirror.ts';
import { formatRepository, parseRepository, type Repository } from '../../../backend/core/image/repository.ts';
import type { ContentSource } from '../../../backend/ports/content-source.ts';
import { isPortError } from '../../../backend/ports/port-error.ts';
import { MirroredContent } from '../../../backend/adapters/oci/mirrored-content.ts';
import { rejection, signal } from './support/make-registry.ts';
import { describeContent, makeWorld } from './support/oci-content.ts';

const { index, image, layer, referrer, signature } = makeWorld();
const REPOSITORY = parseRepository('docker.io/mcp/x');
const UPSTREAM = 'docker.io/mcp/x';
const FIRST = 'first.corp/mcp/x';
const SECOND = 'second.corp/mcp/x';

const toCode = (error: unknown): string => (isPortError(error) ? error.code : String(error));

/** Per place: the code that it fails with, or that it has the content. */
type Places = Readonly<Record<string, GapCode | 'has'>>;

/** A source that stands in for several registries: what each answers is told. */
class ToldContent implements ContentSource {
  readonly asked: string[] = [];
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  fetchManifest(repository: Repository): ReturnType<ContentSource['fetchManifest']> {
    this.#ask(repository);
    return Promise.resolve({ digest: image.digest, mediaType: formatRepository(repository), size: 1, manifest: { kind: 'index', manifests: [] } });
  }

  hasManifest(repository: Repository): Promise<boolean> {
    try {
      this.#ask(repository);
      return Promise.resolve(true);
    } catch (error) {
      if (isPortError(error) && error.code === 'manifest_not_found') return Promise.resolve(false);
      throw error;
    }
  }

  fetchBlob(repository: Repository): Promise<Uint8Array> {
    this.#ask(repository);
    return Promise.resolve(Buffer.from(formatRepository(repository)));
  }

  listReferrers(repository: Repository): ReturnType<ContentSource['listReferrers']> {
    this.#ask(repository);
    const both = [describeContent(referrer), describeContent(signature)];
    return Promise.resolve(repository.registry === 'docker.io' ? both.slice(0, 1) : both);
  }

  #ask(repository: Repository): void {
    const place = formatRepository(repository);
    this.asked.push(place);
    const outcome = this.#places[place] ?? 'manifest_not_found';
    if (outcome !== 'has') throw new CodedError(outcome, 'as told');
  }
}

const mirror = (at: string, authoritative: boolean) => parseMirror({ of: 'docker.io', at, plainHttp: false, authoritative });
const open = (places: Places, authoritative = false): { readonly told: ToldContent; readonly content: MirroredContent } => {
  const told = new ToldContent(places);
  return { told, content: new MirroredContent(told, [mirror('first.corp', authoritative), mirror('second.corp', false)]) };
};

describe('when content is mirrored', () => {
  it.each<[string, Places, readonly [outcome: string, asked: string[]]]>([
    ['the first mirror has it', { [FIRST]: 'has' }, [FIRST, [FIRST]]],
    ['the second mirror has it', { [SECOND]: 'has' }, [SECOND, [FIRST, SECOND]]],
    ['no mirror has it', { [UPSTREAM]: 'has' }, [UPSTREAM, [FIRST, SECOND, UPSTREAM]]],
    ['the mirrors are down', { [FIRST]: 'registry_unreachable', [SECOND]: 'registry_rate_limited', [UPSTREAM]: 'has' }, [UPSTREAM, [FIRST, SECOND, UPSTREAM]]],
    ['a mirror has other bytes', { [FIRST]: 'content_digest_differs', [SECOND]: 'manifest_malformed', [UPSTREAM]: 'has' }, [UPSTREAM, [FIRST, SECOND, UPSTREAM]]],
    ['nobody has it', {}, ['manifest_not_found', [FIRST, SECOND, UPSTREAM]]],
    ['no mirror has it, and upstream is down', { [UPSTREAM]: 'registry_timeout' }, ['registry_timeout', [FIRST, SECOND, UPSTREAM]]],
    ['all are down', { [FIRST]: 'registry_forbidden', [SECOND]: 'registry_forbidden', [UPSTREAM]: 'registry_unauthorized' }, ['registry_unauthorized', [FIRST, SECOND, UPSTREAM]]],
    ['offline', { [FIRST]: 'offline' }, ['offline', [FIRST]]],
    ['cancelled', { [FIRST]: 'cancelled', [UPSTREAM]: 'has' }, ['cancelled', [FIRST]]],
  ])('%s', async (_name, places, expected) => {
    const { told, content } = open(places);
    const outcome = await content.fetchManifest(REPOSITORY, 'latest', { signal }).then((found) => found.mediaType, toCode);
    expect([outcome, told.asked]).toEqual(expected);
  });

  it('fetches blobs in the same way', async () => {
    const { content } = open({ [SECOND]: 'has' });
    expect(Buffer.from(await content.fetchBlob(REPOSITORY, describeContent(layer), { signal, maxBytes: 1 })).toString()).toBe(SECOND);
  });

  it.each<[string, Places, boolean | string]>([
    ['a mirror has it', { [SECOND]: 'has' }, true],
    ['upstream has it', { [UPSTREAM]: 'has' }, true],
    ['upstream says no', {}, false],
    ['a mirror says no, and upstream is down', { [UPSTREAM]: 'registry_unreachable' }, 'registry_unreachable'],
  ])('says whether it is there: %s', async (_name, places, expected) => {
    const outcome = await open(places).content.hasManifest(REPOSITORY, index.digest, { signal }).catch(toCode);
    expect(outcome).toBe(expected);
  });

  it('adds what mirrors list to what upstream lists', async () => {
    const found = await open({ [FIRST]: 'has', [UPSTREAM]: 'has' }).content.listReferrers(REPOSITORY, index.digest, { signal });
    expect(found.map((descriptor) => descriptor.digest).sort()).toEqual([referrer.digest, signature.digest].sort());
  });

  it('does not take a mirror\'s list for the whole one when upstream is down', async () => {
    const { content } = open({ [FIRST]: 'has', [UPSTREAM]: 'registry_unavailable' });
    expect((await rejection(content.listReferrers(REPOSITORY, index.digest, { signal }))).code).toBe('registry_unavailable');
  });

  it('throws a bug on', async () => {
    const broken = new ToldContent({});
    broken.fetchManifest = () => { throw new TypeError('a bug'); };
    await expect(new MirroredContent(broken, [mirror('first.corp', false)]).fetchManifest(REPOSITORY, 'x', { signal })).rejects.toThrow(TypeError);
  });
});

describe('when a mirror is authoritative', () => {
  it.each<[string, Places, string]>([
    ['has it', { [FIRST]: 'has' }, FIRST],
    ['lacks it', { [UPSTREAM]: 'has' }, 'manifest_not_found'],
    ['is down', { [FIRST]: 'registry_unreachable', [UPSTREAM]: 'has' }, 'registry_unreachable'],
  ])('its answer is final when it %s', async (_name, places, expected) => {
    const { told, content } = open(places, true);
    const outcome = await content.fetchManifest(REPOSITORY, 'latest', { signal }).then((found) => found.mediaType, toCode);
    expect([outcome, told.asked]).toEqual([expected, [FIRST]]);
  });

  it('its "no" is final, and so is its list', async () => {
    expect(await open({ [UPSTREAM]: 'has' }, true).content.hasManifest(REPOSITORY, index.digest, { signal })).toBe(false);
    expect(await open({ [FIRST]: 'has' }, true).content.listReferrers(REPOSITORY, index.digest, { signal })).toHaveLength(2);
  });
});

describe('when no mirror is meant', () => {
  it('asks upstream alone', async () => {
    const { told, content } = open({ 'ghcr.io/owner/x': 'has' });
    await content.fetchManifest(parseRepository('ghcr.io/owner/x'), 'latest', { signal });
    expect(told.asked).toEqual(['ghcr.io/owner/x']);
  });
});
