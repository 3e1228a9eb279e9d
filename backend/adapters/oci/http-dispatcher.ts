import { X509Certificate } from 'node:crypto';
import { getCACertificates } from 'node:tls';
import { EnvHttpProxyAgent, type Dispatcher } from 'undici';
import { CodedError } from '../../core/coded-error.ts';
import { REGISTRY_LIMITS } from './registry-limits.ts';

/** Proxies; null means none. `environment` reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY. */
export type ProxySettings = 'environment' | { readonly https: string | null; readonly http: string | null; readonly noProxy: string | null };

export interface DispatcherSettings {
  readonly proxy: ProxySettings;
  /** PEM text of certificates that are trusted besides those of Node; null for none. */
  readonly certificateAuthority: string | null;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The connection pool of all registries: keep-alive, HTTP/1.1, bounded connections a host, proxies and an own CA.
 * Close it with `close()`.
 * @throws CodedError `configuration_malformed` for a proxy that is no address and a CA that is no PEM certificate
 */
export function createDispatcher({ proxy, certificateAuthority }: DispatcherSettings): Dispatcher {
  const connect = certificateAuthority === null ? {} : { ca: [...getCACertificates('default'), ...parseCertificates(certificateAuthority)] };
  return new EnvHttpProxyAgent({
    ...toProxies(proxy),
    connect,
    requestTls: connect,
    proxyTls: connect,
    connections: REGISTRY_LIMITS.connectionsPerHost,
    maxHeaderSize: REGISTRY_LIMITS.headerBytes,
    // One multiplexed connection would hide the bound on requests, and proxies differ in what they let through.
    allowH2: false,
  });
}

function parseCertificates(text: string): readonly string[] {
  const blocks = text.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) throw malformed('The certificate authority is not a PEM certificate.');
  return blocks.map((block) => {
    try {
      return new X509Certificate(block).toString();
    } catch (cause) {
      throw malformed('The certificate authority is not a PEM certificate.', cause);
    }
  });
}

function toProxies(proxy: ProxySettings): { httpProxy?: string; httpsProxy?: string; noProxy?: string } {
  if (proxy === 'environment') return {};
  // An empty text, other than undefined, keeps the environment out.
  return { httpProxy: toProxy(proxy.http), httpsProxy: toProxy(proxy.https), noProxy: proxy.noProxy ?? '' };
}

function toProxy(address: string | null): string {
  if (address === null || address === '') return '';
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw malformed('A proxy is an http or https address.');
  return url.href;
}

function malformed(message: string, cause?: unknown): CodedError {
  return new CodedError('configuration_malformed', message, { cause });
}
