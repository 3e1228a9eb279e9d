import { CodedError } from '../../core/coded-error.ts';
import type { Provider } from '../../core/review/model-endpoint.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Where a provider is reached without a setting. The Docker Model Runner answers inside of Docker Desktop's machine, or on the host. */
const OWN: Readonly<Record<Provider, readonly string[]>> = {
  anthropic: ['https://api.anthropic.com/v1'],
  openai: ['https://api.openai.com/v1'],
  local: ['http://model-runner.docker.internal/engines/v1', 'http://localhost:12434/engines/v1'],
};

/**
 * The base addresses to try, in order, without a slash at the end. A key and source text travel there: https alone, but
 * for this machine and names below `.internal` (reserved for private use by ICANN, 2024).
 * @param baseUrl address of a compatible endpoint; with or without `/v1`; null for the provider's own
 * @throws CodedError `configuration_malformed`
 */
export function inferenceEndpoints(provider: Provider, baseUrl: string | null): readonly URL[] {
  if (baseUrl === null) return OWN[provider].map((address) => new URL(address));
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw malformed('it is no http or https address');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') throw malformed('it holds credentials, a query or a fragment');
  if (url.protocol === 'http:' && !isPrivate(url.hostname)) throw malformed('without https it must be on this machine');
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = /\/v\d+$/.test(path) ? path : `${path}/v1`;
  return [url];
}

/** The host that text goes to, for people; null when it stays on this machine. */
export function leavesTo(endpoints: readonly URL[]): string | null {
  return endpoints.find(({ hostname }) => !LOOPBACK.test(hostname) && !hostname.endsWith('.docker.internal'))?.host ?? null;
}

function isPrivate(hostname: string): boolean {
  return LOOPBACK.test(hostname) || hostname.endsWith('.internal');
}

function malformed(reason: string): CodedError {
  return new CodedError('configuration_malformed', `The address of the model cannot be used: ${reason}.`);
}
