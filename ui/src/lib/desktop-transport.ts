import { toRefusal, toUnreachable } from './backend-problem.ts';
import type { BackendProblem } from './backend-problem.ts';
import { desktopClient } from './desktop-client.ts';
import type { DesktopClient } from './desktop-client.ts';
import { parseJsonText } from './json-text.ts';
import { REQUEST_TIMEOUT_MS } from './transport.ts';
import type { BackendRequest, Transport } from './transport.ts';

type HttpService = NonNullable<NonNullable<DesktopClient['extension']['vm']>['service']>;

/** The extension's socket through Docker Desktop. Its calls cannot be aborted, so a late answer is dropped. */
export function createDesktopTransport(): Transport {
  return {
    async send(request) {
      const service = desktopClient().extension.vm?.service;
      if (service === undefined) throw toUnreachable();
      try {
        return readAnswer(await withTimeout(call(service, request)));
      } catch (error) {
        throw toDesktopProblem(error);
      }
    },
  };
}

function call(service: HttpService, { method, path, body }: BackendRequest): Promise<unknown> {
  switch (method) {
    case 'GET': return service.get(path);
    case 'POST': return service.post(path, body ?? {});
    case 'PUT': return service.put(path, body ?? {});
    case 'DELETE': return service.delete(path);
  }
}

async function withTimeout(answer: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => { reject(toUnreachable()); }, REQUEST_TIMEOUT_MS);
  });
  return Promise.race([answer, timeout]).finally(() => { clearTimeout(timer); });
}

/** Some versions of Docker Desktop hand JSON over as text. */
function readAnswer(answer: unknown): unknown {
  return typeof answer === 'string' ? parseJsonText(answer) ?? answer : answer;
}

/** Docker Desktop rejects with `{name, message, statusCode}`; the backend's own body is in `message`. */
function toDesktopProblem(error: unknown): BackendProblem {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  const body = typeof message === 'string' ? parseJsonText(message) : message;
  return toRefusal(body) ?? toRefusal(error) ?? toUnreachable();
}
