import { CodedError } from '../coded-error.ts';

/** The canonical name of Docker Hub. */
export const DOCKER_HUB = 'docker.io';

/** Spellings under which Docker's own tools know Docker Hub. */
const DOCKER_HUB_NAMES: ReadonlySet<string> = new Set([DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io']);

const MAX_HOST_LENGTH = 255;
const MAX_PORT = 65_535;
const DOMAIN_COMPONENT = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const HOST = new RegExp(`^(${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|\\[[0-9a-f:.]+\\])(?::([0-9]{1,5}))?$`);
const LOOPBACK_IPV4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/**
 * Tells whether the first component of a name is a registry: it has a dot or a colon, or is `localhost`.
 * Upper case alone does not make one (Docker's rule says so): `MCP/fetch` would then be printed as `mcp/fetch`,
 * which is another image.
 */
export function looksLikeHost(component: string): boolean {
  return component.includes('.') || component.includes(':') || component.toLowerCase() === 'localhost';
}

/**
 * Parses `host`, `host:port` or `[IPv6]:port` into its canonical form: lower case, port without leading zeros,
 * IPv6 compressed, every name of Docker Hub as `docker.io`.
 * @throws CodedError `reference_malformed`
 */
export function parseRegistryHost(text: string): string {
  const match = text.length > MAX_HOST_LENGTH ? null : HOST.exec(text.toLowerCase());
  if (match === null || !looksLikeHost(text)) throw malformedHost();
  const [, name = '', port] = match;
  const host = name.startsWith('[') ? parseIpv6(name) : name;
  if (port !== undefined) return `${host}:${parsePort(port)}`;
  return DOCKER_HUB_NAMES.has(host) ? DOCKER_HUB : host;
}

/** `localhost`, 127.0.0.0/8 and ::1, with any port: what Docker lets speak plain HTTP by default. */
export function isLoopbackHost(registry: string): boolean {
  const host = registry.replace(/:\d+$/, '');
  return host === 'localhost' || host === '[::1]' || LOOPBACK_IPV4.test(host);
}

function parseIpv6(bracketed: string): string {
  const url = `http://${bracketed}/`;
  if (!URL.canParse(url)) throw malformedHost();
  return new URL(url).hostname;
}

function parsePort(text: string): string {
  const port = Number(text);
  if (port < 1 || port > MAX_PORT) throw malformedHost();
  return String(port);
}

function malformedHost(): CodedError {
  return new CodedError('reference_malformed', 'A registry is a host name or address, with a port from 1 to 65535 where needed.');
}
