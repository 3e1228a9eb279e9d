import { describe, expect, it } from 'vitest';
import { formatReference, isTag, parseReference } from '../../../backend/core/image/reference.ts';
import { codeOf } from './code-of.ts';

const HEX = '0123456789abcdef'.repeat(4);
const DIGEST = `sha256:${HEX}`;
const LONG_TAG = 't'.repeat(128);

describe('when a reference is well-formed', () => {
  it.each([
    ['mcp/fetch', 'docker.io/mcp/fetch:latest'],
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['library/nginx', 'docker.io/library/nginx:latest'],
    ['docker.io/nginx', 'docker.io/library/nginx:latest'],
    ['docker.io/mcp/fetch', 'docker.io/mcp/fetch:latest'],
    ['index.docker.io/mcp/fetch', 'docker.io/mcp/fetch:latest'],
    ['INDEX.Docker.IO/mcp/fetch', 'docker.io/mcp/fetch:latest'],
    ['registry-1.docker.io/mcp/fetch:1', 'docker.io/mcp/fetch:1'],
    ['registry-1.docker.io/nginx', 'docker.io/library/nginx:latest'],
    [`mcp/fetch@${DIGEST}`, `docker.io/mcp/fetch@${DIGEST}`],
    [`mcp/fetch:1.2@${DIGEST}`, `docker.io/mcp/fetch:1.2@${DIGEST}`],
    ['localhost/fetch', 'localhost/fetch:latest'],
    ['LOCALHOST/fetch', 'localhost/fetch:latest'],
    ['localhost:5000/fetch', 'localhost:5000/fetch:latest'],
    ['localhost:5000/a/b/c:v1', 'localhost:5000/a/b/c:v1'],
    ['registry:5000/fetch', 'registry:5000/fetch:latest'],
    ['Registry.Corp:05000/fetch', 'registry.corp:5000/fetch:latest'],
    ['registry.corp:65535/fetch', 'registry.corp:65535/fetch:latest'],
    ['127.0.0.1:5000/fetch', '127.0.0.1:5000/fetch:latest'],
    ['[::1]:5000/fetch', '[::1]:5000/fetch:latest'],
    ['[2001:0DB8:0::1]/a/b', '[2001:db8::1]/a/b:latest'],
    ['ghcr.io/some-owner/some_image__x.y:V1.0-rc.1', 'ghcr.io/some-owner/some_image__x.y:V1.0-rc.1'],
    ['a---b/c', 'docker.io/a---b/c:latest'],
    ['xn--bcher-kva.example/a', 'xn--bcher-kva.example/a:latest'],
    [`mcp/fetch:${LONG_TAG}`, `docker.io/mcp/fetch:${LONG_TAG}`],
    ['mcp/fetch:_tag', 'docker.io/mcp/fetch:_tag'],
    [`mcp/${'a'.repeat(251)}`, `docker.io/mcp/${'a'.repeat(251)}:latest`],
    [`docker.io/${HEX}`, `docker.io/library/${HEX}:latest`],
    [`mcp/signatures:sha256-${HEX}.sig`, `docker.io/mcp/signatures:sha256-${HEX}.sig`],
  ])('reads %s', (text, canonical) => {
    const reference = parseReference(text);
    expect(formatReference(reference)).toBe(canonical);
    expect(reference.text).toBe(text);
    expect(formatReference(parseReference(canonical))).toBe(canonical);
  });

  it('keeps tag and digest apart, and adds no tag to a digest', () => {
    expect(parseReference('mcp/fetch')).toMatchObject({ tag: 'latest', digest: null });
    expect(parseReference(`mcp/fetch@${DIGEST}`)).toMatchObject({ tag: null, digest: DIGEST });
    expect(parseReference(`mcp/fetch:1@${DIGEST}`)).toMatchObject({ tag: '1', digest: DIGEST });
  });
});

describe('when a reference is malformed', () => {
  it.each([
    ['', 'empty'],
    [' mcp/fetch', 'space before'],
    ['mcp/fetch ', 'space behind'],
    ['mcp/fetch\n', 'line break behind'],
    ['mcp/fetch:latest\n', 'line break behind the tag'],
    ['mcp//fetch', 'empty component'],
    ['/mcp/fetch', 'slash in front'],
    ['mcp/fetch/', 'slash behind'],
    ['MCP/fetch', 'upper case that is no host: would be printed like docker.io/mcp/fetch'],
    ['mcp/Fetch', 'upper case in the path'],
    ['docker.io/MCP/fetch', 'upper case in the path behind a host'],
    ['mcp/fetch:', 'empty tag'],
    ['mcp/fetch:.1', 'tag that starts with a dot'],
    ['mcp/fetch:-1', 'tag that starts with a dash'],
    ['mcp/fetch:a b', 'space in the tag'],
    ['mcp/fetch:a:b', 'two tags'],
    ['mcp/fetch:a/b', 'slash in the tag'],
    [`mcp/fetch:${LONG_TAG}t`, 'tag of 129 characters'],
    ['mcp/fetch:täg', 'letter that is not ASCII in the tag'],
    ['mcp/fétch', 'letter that is not ASCII in the path'],
    ['mсp/fetch', 'Cyrillic letter that looks like a Latin one'],
    ['mcp/fetch@', 'empty digest'],
    ['mcp/fetch@sha256:abc', 'short digest'],
    [`mcp/fetch@${DIGEST.toUpperCase()}`, 'upper-case digest'],
    [`mcp/fetch@sha256:${HEX.toUpperCase()}`, 'upper-case hex'],
    [`mcp/fetch@sha512:${HEX}${HEX}`, 'another algorithm'],
    [`mcp/fetch@${DIGEST}@${DIGEST}`, 'two digests'],
    [`mcp/fetch@${DIGEST}:latest`, 'tag behind the digest'],
    [HEX, 'an image id'],
    [DIGEST, 'a digest alone'],
    ['mcp/-fetch', 'component that starts with a separator'],
    ['mcp/fetch-', 'component that ends with a separator'],
    ['mcp/a..b', 'two dots'],
    ['mcp/a___b', 'three underscores'],
    ['mcp/../etc', 'parent folder'],
    ['mcp/%2e%2e/etc', 'escaped text'],
    ['https://docker.io/mcp/fetch', 'an address'],
    ['docker.io:mcp/fetch', 'a port that is no number'],
    ['registry.corp:0/fetch', 'port 0'],
    ['registry.corp:65536/fetch', 'port too large'],
    ['registry.corp:123456/fetch', 'port too long'],
    ['registry.corp:/fetch', 'empty port'],
    ['-registry.corp/fetch', 'host that starts with a dash'],
    ['registry-.corp/fetch', 'host component that ends with a dash'],
    ['registry..corp/fetch', 'empty host component'],
    ['registry.corp./fetch', 'dot behind the host'],
    ['regi_stry.corp/fetch', 'underscore in the host'],
    ['user@registry.corp/fetch', 'a login'],
    ['user:password@registry.corp/fetch', 'a login with a password'],
    ['[::1/fetch', 'open bracket'],
    ['[::g]/fetch', 'no IPv6 address'],
    ['[1:2]/fetch', 'half an IPv6 address'],
    ['[fe80::1%25eth0]/fetch', 'IPv6 zone'],
    ['::1/fetch', 'IPv6 without brackets'],
    ['localhost:5000/', 'a host alone'],
    [`mcp/${'a'.repeat(252)}`, 'path of 256 characters'],
    [`${'a'.repeat(256)}.corp/x`, 'host that is too long'],
    [`mcp/fetch:${'a'.repeat(2000)}`, 'endless text'],
    [`${'a/'.repeat(300)}a`, 'name of 601 characters'],
    ['mcp/fetch\0', 'zero byte'],
    ['mcp\\fetch', 'backslash'],
    ['oci:./folder', 'a layout'],
  ].map(([text = '', reason = '']) => [reason, text] as const))('refuses %s', (_reason, text) => {
    expect(codeOf(() => parseReference(text))).toBe('reference_malformed');
  });
});

describe('when a text may be a tag', () => {
  it.each([['latest', true], [`sha256-${HEX}.sig`, true], ['', false], ['a/b', false], ['..', false], ['latest\n', false]])('%j: %s', (text, expected) => {
    expect(isTag(text)).toBe(expected);
  });
});
