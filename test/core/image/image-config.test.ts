import { describe, expect, it } from 'vitest';
import { IMAGE_CONFIG_LIMITS, parseImageConfig } from '../../../backend/core/image/image-config.ts';
import { codeOf } from './code-of.ts';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const config = (more: object = {}): object => ({ os: 'linux', architecture: 'arm64', config: { Labels: { a: 'b' } }, ...more });

describe('when an image configuration is read', () => {
  it.each([
    ['everything', config({ variant: 'v8', created: '2026-01-01T00:00:00Z' }), { platform: { os: 'linux', architecture: 'arm64', variant: 'v8' }, labels: { a: 'b' }, createdAt: '2026-01-01T00:00:00Z' }],
    ['no labels', config({ config: {} }), { platform: { os: 'linux', architecture: 'arm64', variant: null }, labels: {}, createdAt: null }],
    ['labels null, as Docker writes', config({ config: { Labels: null } }), { platform: { os: 'linux', architecture: 'arm64', variant: null }, labels: {}, createdAt: null }],
    ['config null', config({ config: null }), { platform: { os: 'linux', architecture: 'arm64', variant: null }, labels: {}, createdAt: null }],
    ['no config', config({ config: undefined }), { platform: { os: 'linux', architecture: 'arm64', variant: null }, labels: {}, createdAt: null }],
    ['what an attestation has', { architecture: 'unknown', os: 'unknown', config: {} }, { platform: { os: 'unknown', architecture: 'unknown', variant: null }, labels: {}, createdAt: null }],
  ])('%s', (_name, value, expected) => {
    expect(parseImageConfig(bytes(value))).toEqual(expected);
  });

  it('keeps labels as they are: large, with control characters, as markup', () => {
    const Labels = { large: 'x'.repeat(1024 * 1024), control: '\u0000\u001b[31m\u202e', markup: '<script>' };
    const { labels } = parseImageConfig(bytes(config({ config: { Labels } })));
    expect(labels).toEqual(Labels);
    expect(labels['constructor']).toBeUndefined();
  });
});

describe('when an image configuration is malformed', () => {
  it.each<[string, unknown]>([
    ['nothing', ''],
    ['not JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no platform', { config: {} }],
    ['os that is a number', config({ os: 1 })],
    ['labels that are a list', config({ config: { Labels: ['a=b'] } })],
    ['label that is no text', config({ config: { Labels: { a: 1 } } })],
    ['config that is text', config({ config: 'x' })],
    ['labels in other letters', config({ config: { Labels: { a: 'b' }, labels: { a: 'c' } } })],
    ['config in other letters', config({ Config: { Labels: { a: 'c' } } })],
    ['two configs', '{"os":"linux","architecture":"amd64","config":{"Labels":{"a":"b"}},"config":{}}'],
    ['a label twice', '{"os":"linux","architecture":"amd64","config":{"Labels":{"a":"b","a":"c"}}}'],
  ])('refuses: %s', (_name, value) => {
    expect(codeOf(() => parseImageConfig(bytes(value)))).toBe('manifest_malformed');
  });
});

describe('when an image configuration is too large', () => {
  const many = Object.fromEntries(Array.from({ length: IMAGE_CONFIG_LIMITS.labels + 1 }, (_, number) => [`label-${String(number)}`, '']));
  it.each([
    ['1001 labels', bytes(config({ config: { Labels: many } }))],
    ['a byte more than 4 MiB', new Uint8Array(IMAGE_CONFIG_LIMITS.bytes + 1)],
  ])('refuses %s', (_name, content) => {
    expect(codeOf(() => parseImageConfig(content))).toBe('content_too_large');
  });
});
