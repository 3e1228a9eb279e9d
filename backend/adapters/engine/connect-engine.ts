import type Docker from 'dockerode';
import type { EngineEndpoint } from './engine-endpoint.ts';
import { createRedirectFreeAgent } from './redirect-free-agent.ts';

/** Every status comes back as an answer: else dockerode reads the bodies of failures without any limit. */
export const ANY_STATUS = Object.fromEntries(Array.from({ length: 800 }, (_, index) => [index + 200, true]));

/** A client that follows no redirects and takes nothing from the environment. dockerode takes a fifth of a second to load: only a call that needs it pays. */
export async function connectEngine(endpoint: EngineEndpoint): Promise<Docker> {
  const { default: DockerClient } = await import('dockerode');
  const tls = endpoint.kind === 'tcp' ? endpoint.tls : null;
  const agent = createRedirectFreeAgent(tls);
  // Each of these is given: what is left out dockerode takes from the environment, even the host beside a socket.
  const target =
    endpoint.kind === 'socket'
      ? { socketPath: endpoint.path, host: undefined, port: undefined, protocol: 'http' as const }
      : { socketPath: undefined, host: endpoint.host, port: endpoint.port, protocol: tls === null ? ('http' as const) : ('https' as const) };
  const material = { ca: tls?.ca ?? undefined, cert: tls?.cert ?? undefined, key: tls?.key ?? undefined };
  // `agent` is an option of the library's transport that its types leave out.
  const options = { ...target, ...material, timeout: undefined, version: undefined, agent };
  return new DockerClient(options);
}
