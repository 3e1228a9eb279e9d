import { DOCKER_HUB, isLoopbackHost } from '../../core/image/registry-host.ts';
import type { Mirror } from '../../core/image/mirror.ts';

/** Where Docker Hub's registry answers. */
const DOCKER_HUB_ENDPOINT = 'https://registry-1.docker.io';

/** Tells whether a registry is spoken to without TLS. */
export type PlainHttp = (registry: string) => boolean;

/** Loopback, as Docker does, and the mirrors that are configured so. */
export function plainHttpOf(mirrors: readonly Mirror[]): PlainHttp {
  const plain = new Set(mirrors.filter((mirror) => mirror.plainHttp).map((mirror) => mirror.at.registry));
  return (registry) => plain.has(registry) || isLoopbackHost(registry);
}

/** `https://registry-1.docker.io` for `docker.io`, `http://127.0.0.1:5000`, … */
export function toOrigin(registry: string, isPlainHttp: PlainHttp): string {
  if (registry === DOCKER_HUB) return DOCKER_HUB_ENDPOINT;
  return new URL(`${isPlainHttp(registry) ? 'http' : 'https'}://${registry}`).origin;
}
