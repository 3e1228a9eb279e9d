import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../../backend/app/review/parse-target.ts';
import { normalizeDirectory } from '../../../backend/app/review/normalize-directory.ts';
import { resolveTarget } from '../../../backend/app/review/resolve-target.ts';
import type { ReviewTarget, TargetOptions } from '../../../backend/app/review/target.ts';
import { parseReference } from '../../../backend/core/image/reference.ts';
import { codeOf } from '../support/code-of.ts';
import { snapshotOf } from '../support/fake-catalog.ts';
import { CURRENT, FORMER, imageOf, localImage, makeTestWorld, REVISION, serverOf, THING, unbounded, type WorldOptions } from '../support/test-world.ts';

const NOTHING: TargetOptions = { head: null, base: null, directory: null };
const OTHER = 'd'.repeat(40);
const thing = imageOf('thing');

function resolve(target: ReviewTarget, options: Partial<TargetOptions> = {}, test = makeTestWorld()) {
  return resolveTarget(test.world, { target, options: { ...NOTHING, ...options } }, unbounded);
}

const local = (labels: Readonly<Record<string, string>>): WorldOptions => ({ images: [localImage(thing, { labels })] });

describe('when a text names a target', () => {
  it.each<readonly [string, string]>([
    ['thing', 'server'], ['mcp/thing', 'reference'], ['mcp/thing:latest', 'reference'], ['oci:dir', 'reference'], ['src', 'reference'],
    ['https://github.com/a/b', 'git'], ['http://h/a', 'git'], ['ssh://git@h/a', 'git'], ['git@github.com:a/b', 'git'], ['ext::sh -c id', 'reference'], ['file:///etc', 'git'],
    ['.', 'directory'], ['..', 'directory'], ['./thing', 'directory'], ['../thing', 'directory'], ['/thing', 'directory'], ['C:\\src', 'directory'], ['.hidden', 'reference'],
  ])('%s is a %s', (text, kind) => {
    expect(parseTarget(text, { servers: new Set(['thing', './thing', '.']), toAbsolute: (path) => path }).kind).toBe(kind);
  });
});

describe('when a folder is named', () => {
  it.each([[null, null], ['', null], ['.', null], ['./', null], ['src', 'src'], ['./src/', 'src'], ['a//b/./c', 'a/b/c'], ['..a', '..a']])('%j is %j', (text, folder) => {
    expect(normalizeDirectory(text)).toBe(folder);
  });

  it.each(['..', '../x', 'a/../..', '/etc', 'a\\b', 'a\0b', 'a\nb', 'x'.repeat(2000)])('refuses %j', async (text) => {
    expect(await codeOf(Promise.resolve().then(() => normalizeDirectory(text)))).toBe('source_directory_missing');
  });
});

describe('when a server is named', () => {
  it('takes project, pin and folder of the catalog', async () => {
    const entry = serverOf('thing', THING).entry;
    const test = makeTestWorld();
    const described = { ...entry, description: 'Does things.', allowedHosts: ['api.example.com'], source: { project: 'https://github.com/acme/thing', commit: CURRENT, branch: 'main', directory: './src/thing/' } };
    test.catalog.current = snapshotOf([{ ...serverOf('thing', THING), entry: described }, serverOf('other', parseReference('mcp/other').repository)], '2026-06-15T11:30:00Z');
    expect(await resolve({ kind: 'server', name: 'thing' }, {}, test)).toEqual({
      server: 'thing',
      title: 'thing',
      source: { kind: 'git', project: 'https://github.com/acme/thing', head: CURRENT, base: null, directory: 'src/thing', branch: 'main' },
      context: { server: 'thing', title: 'The thing', description: 'Does things.', allowedHosts: ['api.example.com'], otherServers: ['other'] },
      headOrigin: 'pin',
    });
  });

  it('does what the person says instead', async () => {
    const resolved = await resolve({ kind: 'server', name: 'thing' }, { head: OTHER.toUpperCase(), base: FORMER, directory: 'sub' });
    expect(resolved).toMatchObject({ source: { head: OTHER, base: FORMER, directory: 'sub' }, headOrigin: 'given' });
  });

  it.each<readonly [string, Partial<TargetOptions>, string]>([
    ['none', {}, 'review_target_unknown'],
    ['thing', { head: 'main' }, 'review_revision_unknown'],
    ['thing', { head: 'abcdef1' }, 'review_revision_unknown'],
    ['thing', { base: '/somewhere' }, 'review_revision_unknown'],
    ['thing', { directory: '../..' }, 'source_directory_missing'],
  ])('refuses %s with %j', async (name, options, code) => {
    expect(await codeOf(resolve({ kind: 'server', name }, options))).toBe(code);
  });

  it('says that the catalog cannot be had', async () => {
    const test = makeTestWorld();
    test.catalog.current = null;
    expect(await codeOf(resolve({ kind: 'server', name: 'thing' }, {}, test))).toBe('catalog_unavailable');
  });

  it('says that the catalog pins nothing', async () => {
    const test = makeTestWorld();
    const unpinned = serverOf('thing', THING);
    test.catalog.current = snapshotOf([{ ...unpinned, entry: { ...unpinned.entry, source: { project: 'https://github.com/acme/thing', commit: null, branch: null, directory: null } } }], '2026-06-15T11:30:00Z');
    expect(await codeOf(resolve({ kind: 'server', name: 'thing' }, {}, test))).toBe('review_revision_unknown');
  });
});

describe('when an image is named', () => {
  it('takes the commit of its label, and the project of the catalog', async () => {
    const test = makeTestWorld(local({ [REVISION]: FORMER.toUpperCase(), 'org.opencontainers.image.source': 'https://evil.example/x' }));
    expect(await resolve({ kind: 'reference', text: 'mcp/thing:latest' }, {}, test)).toMatchObject({
      server: 'thing', source: { project: 'https://github.com/acme/thing', head: FORMER }, headOrigin: 'label',
    });
  });

  it('takes the project that was pinned with that commit', async () => {
    const test = makeTestWorld(local({ [REVISION]: FORMER }));
    const moved = serverOf('thing', THING);
    const [first, ...rest] = moved.history.intervals;
    if (first === undefined) throw new Error('there are pins');
    test.catalog.current = snapshotOf([{ ...moved, history: { ...moved.history, intervals: [{ ...first, project: 'https://gitlab.com/before/thing' }, ...rest] } }], '2026-06-15T11:30:00Z');
    expect(await resolve({ kind: 'reference', text: 'mcp/thing:latest' }, {}, test)).toMatchObject({ source: { project: 'https://gitlab.com/before/thing' } });
  });

  it('asks the registry for what is not here', async () => {
    expect(await resolve({ kind: 'reference', text: 'mcp/thing:latest' })).toMatchObject({ source: { head: CURRENT }, headOrigin: 'label' });
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([['has no label', {}], ['has a tag as its label', { [REVISION]: 'v1.2' }], ['has an empty label', { [REVISION]: '' }]])('needs --head when it %s', async (_name, labels) => {
    const test = makeTestWorld(local(labels));
    expect(await codeOf(resolve({ kind: 'reference', text: 'mcp/thing:latest' }, {}, test))).toBe('review_revision_unknown');
    expect(await resolve({ kind: 'reference', text: 'mcp/thing:latest' }, { head: OTHER }, test)).toMatchObject({ source: { head: OTHER }, headOrigin: 'given' });
  });

  it.each([['an image of no server', 'ghcr.io/acme/own', 'review_target_unknown'], ['no reference', 'NOT A NAME', 'reference_malformed'], ['nothing that is there', 'mcp/thing:gone', 'manifest_not_found']])('refuses %s', async (_name, text, code) => {
    const test = makeTestWorld();
    test.content.put(parseReference('ghcr.io/acme/own').repository, imageOf('own').blobs, 'latest');
    expect(await codeOf(resolve({ kind: 'reference', text }, {}, test))).toBe(code);
  });

  it('is found by the key of its row', async () => {
    const test = makeTestWorld(local({ [REVISION]: CURRENT }));
    const key = `docker.io/mcp/thing@${thing.index.digest}#${localImage(thing).id}`;
    expect(await resolve({ kind: 'image', key }, {}, test)).toMatchObject({ source: { head: CURRENT } });
    expect(await codeOf(resolve({ kind: 'image', key: 'gone' }, {}, test))).toBe('image_not_found');
  });
});

describe('when a project is named by its URL', () => {
  it('takes the commit that the person gives, and knows nothing else', async () => {
    expect(await resolve({ kind: 'git', url: 'https://GitHub.com/Acme/thing.git' }, { head: OTHER, base: FORMER })).toMatchObject({
      server: null, title: 'https://github.com/Acme/thing', source: { project: 'https://github.com/Acme/thing', head: OTHER, base: FORMER, branch: null }, context: { server: null, allowedHosts: [], otherServers: [] },
    });
  });

  it.each<readonly [string, string | null, string]>([
    ['https://github.com/a/b', null, 'usage'],
    ['https://github.com/a/b', 'HEAD', 'review_revision_unknown'],
    ['http://github.com/a/b', OTHER, 'review_target_unknown'],
    ['ssh://git@github.com/a/b', OTHER, 'review_target_unknown'],
    ['file:///etc', OTHER, 'review_target_unknown'],
    ['https://user:secret@github.com/a/b', OTHER, 'review_target_unknown'],
    ['https://github.com', OTHER, 'review_target_unknown'],
  ])('refuses %s at %s', async (url, head, code) => {
    expect(await codeOf(resolve({ kind: 'git', url }, { head }))).toBe(code);
  });
});

describe('when a directory is named', () => {
  const target = { kind: 'directory', path: '/src/thing', text: './thing' } as const;

  it('takes it as it is, with another to compare', async () => {
    expect(await resolve(target, { base: '/src/before', directory: 'sub' })).toMatchObject({ server: null, title: './thing', source: { kind: 'directory', head: '/src/thing', base: '/src/before', directory: 'sub' } });
  });

  it('has no commits', async () => {
    expect(await codeOf(resolve(target, { head: OTHER }))).toBe('usage');
    expect(await codeOf(resolve(target, { base: OTHER }))).toBe('usage');
  });
});
