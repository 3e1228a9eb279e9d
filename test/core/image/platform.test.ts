import { describe, expect, it } from 'vitest';
import { formatPlatform, isSamePlatform, parsePlatform } from '../../../backend/core/image/platform.ts';
import { codeOf } from './code-of.ts';

describe('when a platform is parsed', () => {
  it.each([
    ['linux/amd64', 'linux/amd64'],
    ['Linux/AMD64', 'linux/amd64'],
    ['linux/amd64/v1', 'linux/amd64'],
    ['linux/amd64/v3', 'linux/amd64/v3'],
    ['linux/x86_64', 'linux/amd64'],
    ['linux/x86-64', 'linux/amd64'],
    ['linux/aarch64', 'linux/arm64'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/arm64/8', 'linux/arm64'],
    ['linux/arm64/v9', 'linux/arm64/v9'],
    ['linux/arm', 'linux/arm'],
    ['linux/arm/v7', 'linux/arm'],
    ['linux/armhf', 'linux/arm'],
    ['linux/armel', 'linux/arm/v6'],
    ['linux/arm/6', 'linux/arm/v6'],
    ['linux/i386', 'linux/386'],
    ['macos/arm64', 'darwin/arm64'],
    ['windows/amd64', 'windows/amd64'],
    ['linux/riscv64', 'linux/riscv64'],
  ])('%s is %s', (text, expected) => {
    expect(formatPlatform(parsePlatform(text))).toBe(expected);
  });

  it.each(['', 'linux', 'linux/', '/amd64', 'linux/amd64/v1/x', 'linux amd64', 'linux/amd64\n', 'lin ux/amd64', 'linux/ämd64', `linux/${'a'.repeat(33)}`])('refuses %j', (text) => {
    expect(codeOf(() => parsePlatform(text))).toBe('platform_malformed');
  });
});

describe('when platforms of other sources are compared', () => {
  const arm64 = { os: 'linux', architecture: 'arm64', variant: null };
  it.each([
    [{ os: 'linux', architecture: 'arm64', variant: 'v8' }, true],
    [{ os: 'linux', architecture: 'aarch64', variant: '' }, true],
    [{ os: 'Linux', architecture: 'ARM64', variant: 'V8' }, true],
    [{ os: 'linux', architecture: 'arm64', variant: 'v9' }, false],
    [{ os: 'linux', architecture: 'arm', variant: 'v8' }, false],
    [{ os: 'windows', architecture: 'arm64', variant: null }, false],
  ])('%o: %s', (other, same) => {
    expect(isSamePlatform(arm64, other)).toBe(same);
  });
});
