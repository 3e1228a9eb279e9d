import type { ServerResponse } from 'node:http';
import type { Refusal } from './refusal.ts';

export interface ToldError {
  readonly status: number;
  readonly type: string;
  readonly message: string;
  readonly code: string | null;
  readonly retryAfter: string | null;
}

/** An error in the form that both providers' clients read: `error` with `type` and `message`. The connection ends with it. */
export function sendError(response: ServerResponse, error: ToldError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify({ type: 'error', error: { type: error.type, message: error.message, code: error.code } });
  const retry = error.retryAfter === null ? {} : { 'retry-after': error.retryAfter };
  response.writeHead(error.status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close', ...retry }).end(body);
}

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  sendError(response, { status: refusal.status, type: 'invalid_request_error', message: `Refused by the sandbox: ${refusal.message}`, code: refusal.code, retryAfter: null });
}
