import { Agent as HttpAgent, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { inspect } from 'node:util';
import type { EngineTls } from './engine-endpoint.ts';

declare module 'node:http' {
  interface Agent {
    /** Called by node:http with every new request; not in its public types. */
    addRequest(request: ClientRequest, options: object): void;
  }
}

/** Requests at once to one engine. */
const MAXIMUM_CONNECTIONS = 16;

// dockerode follows redirects to any host over TCP, even those of an engine on a socket: an engine could make this
// process ask other servers, and a failing second request would end it. Without `location` there is nothing to follow.
function withoutRedirects(request: ClientRequest): void {
  request.prependOnceListener('response', (response) => {
    delete response.headers.location;
  });
}

class RedirectFreeHttpAgent extends HttpAgent {
  override addRequest(request: ClientRequest, options: object): void {
    withoutRedirects(request);
    super.addRequest(request, options);
  }
}

class RedirectFreeHttpsAgent extends HttpsAgent {
  override addRequest(request: ClientRequest, options: object): void {
    withoutRedirects(request);
    super.addRequest(request, options);
  }
}

/**
 * Connections that are never reused: one that the engine closed while idle would look like an outage.
 * dockerode formats the whole agent for its debug text with each request, whether printed or not: a name is enough.
 */
export function createRedirectFreeAgent(tls: EngineTls | null): HttpAgent {
  const options = { keepAlive: false, maxSockets: MAXIMUM_CONNECTIONS };
  const agent =
    tls === null
      ? new RedirectFreeHttpAgent(options)
      : new RedirectFreeHttpsAgent({ ...options, rejectUnauthorized: tls.verifyServer });
  return Object.assign(agent, { [inspect.custom]: () => 'RedirectFreeAgent' });
}
