import { request as requestHttp } from 'node:http';

const ANSWER_MS = 30_000;

export interface SocketRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

export interface SocketAnswer {
  readonly status: number;
  readonly text: string;
}

/** One HTTP request over a unix socket. Rejects when nobody listens or nothing comes in time. */
export function requestOverSocket(socketPath: string, { method, path, body }: SocketRequest): Promise<SocketAnswer> {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const headers = payload === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
  return new Promise((resolve, reject) => {
    const asked = requestHttp({ socketPath, path, method, headers, timeout: ANSWER_MS }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }); });
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', reject);
    asked.end(payload);
  });
}
