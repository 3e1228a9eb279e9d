import { describe, expect, it } from 'vitest';
import { listLabelProblems, listMetadataProblems, REQUIRED_LABELS } from './extension-checks.ts';

const good: Readonly<Record<string, string>> = {
  'org.opencontainers.image.title': 'Inspector',
  'org.opencontainers.image.description': 'Looks at things.',
  'org.opencontainers.image.vendor': 'Somebody',
  'com.docker.desktop.extension.api.version': '>= 0.3.4, < 2.0',
  'com.docker.desktop.extension.icon': 'https://example.com/icon.svg',
  'com.docker.extension.screenshots': '[{"alt":"All of it","url":"https://example.com/all.png"}]',
  'com.docker.extension.detailed-description': '<p>More<br>words</p>',
  'com.docker.extension.publisher-url': 'https://example.com',
  'com.docker.extension.changelog': 'First version.',
  'com.docker.extension.categories': 'security,utility-tools',
};

describe('when labels are checked', () => {
  it('accepts good ones', () => {
    expect(listLabelProblems(good)).toEqual([]);
  });

  it.each(REQUIRED_LABELS)('refuses a missing or an empty %s', (name) => {
    expect(listLabelProblems(Object.fromEntries(Object.entries(good).filter(([key]) => key !== name)))).toEqual([name]);
    expect(listLabelProblems({ ...good, [name]: '' })).toEqual([name]);
    expect(listLabelProblems({ ...good, [name]: '  ' })).toEqual([name]);
  });

  it.each([
    ['a title that says what it is', 'org.opencontainers.image.title', 'Inspector Extension'],
    ['a version that is no constraint', 'com.docker.desktop.extension.api.version', 'latest'],
    ['an icon of another kind', 'com.docker.desktop.extension.icon', 'https://example.com/icon.gif'],
    ['an icon over plain HTTP', 'com.docker.desktop.extension.icon', 'http://example.com/icon.svg'],
    ['screenshots that are no JSON', 'com.docker.extension.screenshots', 'https://example.com/all.png'],
    ['no screenshot', 'com.docker.extension.screenshots', '[]'],
    ['a screenshot without a description', 'com.docker.extension.screenshots', '[{"url":"https://example.com/all.png"}]'],
    ['a screenshot that is a page', 'com.docker.extension.screenshots', '[{"alt":"All","url":"https://example.com/"}]'],
    ['an element that stays open', 'com.docker.extension.detailed-description', '<p>More<ul></p>'],
    ['a script', 'com.docker.extension.changelog', '<script>run()</script>'],
    ['a handler', 'com.docker.extension.changelog', '<p onclick="run()">New</p>'],
    ['a publisher without https', 'com.docker.extension.publisher-url', 'example.com'],
    ['a category that there is not', 'com.docker.extension.categories', 'security,magic'],
    ['links that are no list', 'com.docker.extension.additional-urls', '{"title":"Docs","url":"https://example.com"}'],
    ['a link without a title', 'com.docker.extension.additional-urls', '[{"url":"https://example.com"}]'],
    ['account information of its own', 'com.docker.extension.account-info', 'maybe'],
  ])('refuses %s', (_reason, name, value) => {
    expect(listLabelProblems({ ...good, [name]: value })).toEqual([name]);
  });
});

describe('when metadata is checked', () => {
  const tab = { title: 'Inspector', root: 'ui', src: 'index.html' };

  it.each([
    ['an icon alone', { icon: 'icon.svg' }],
    ['a panel', { icon: 'icon.svg', ui: { 'dashboard-tab': tab } }],
    ['an image', { icon: 'icon.svg', vm: { image: '${DESKTOP_PLUGIN_IMAGE}' } }],
    ['a Compose file with a socket', { icon: 'icon.svg', vm: { composefile: 'compose.yaml', exposes: { socket: 'a.sock' } } }],
    ['programs', { icon: 'icon.svg', host: { binaries: [{ linux: [{ path: '/linux/a' }] }] } }],
  ])('accepts %s', (_what, metadata) => {
    expect(listMetadataProblems(metadata)).toEqual([]);
  });

  it.each([
    ['no icon', {}, 'icon'],
    ['the former key name', { icon: 'i.svg', name: 'x' }, 'name'],
    ['the former key provider', { icon: 'i.svg', provider: 'x' }, 'provider'],
    ['another key of the panel', { icon: 'i.svg', ui: { 'dashboard-tab': { ...tab, width: 1 } } }, 'ui.dashboard-tab.width'],
    ['a title that says what it is', { icon: 'i.svg', ui: { 'dashboard-tab': { ...tab, title: 'My extension' } } }, 'ui.dashboard-tab.title'],
    ['a panel outside', { icon: 'i.svg', ui: { 'dashboard-tab': { ...tab, root: '../ui' } } }, 'ui.dashboard-tab.root'],
    ['both an image and a Compose file', { icon: 'i.svg', vm: { image: 'a', composefile: 'b.yaml' } }, 'vm'],
    ['neither', { icon: 'i.svg', vm: {} }, 'vm'],
    ['a socket with a path', { icon: 'i.svg', vm: { image: 'a', exposes: { socket: '/run/a.sock' } } }, 'vm.exposes.socket'],
    ['a program without a path', { icon: 'i.svg', host: { binaries: [{ linux: [{}] }] } }, 'host.binaries.0.linux.0.path'],
  ])('refuses %s', (_reason, metadata, place) => {
    expect(listMetadataProblems(metadata)).toEqual([place]);
  });
});
