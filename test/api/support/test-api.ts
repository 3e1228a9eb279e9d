import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { z } from 'zod';
import { createApi } from '../../../backend/api/create-api.ts';
import { makeTestApplication, type TestApplication, type TestOptions } from '../../app/support/test-application.ts';

const codedSchema = z.strictObject({ code: z.string(), message: z.string(), hint: z.string() });

/** The API over an application of fakes. */
export async function makeTestApi(options: TestOptions = {}) {
  const made: TestApplication = await makeTestApplication(options);
  const api = createApi(made.application);
  const send = async (method: string, path: string, body?: unknown): Promise<Response> =>
    api.request(path, { method, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
  return { ...made, api, send };
}

/** Status and code of an error answer, which has nothing else. */
export async function refusalOf(response: Response): Promise<readonly [number, string]> {
  return [response.status, codedSchema.parse(await response.json()).code];
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request with the path and headers as they stand: fetch would make them well-formed. */
export function sendRaw(options: RequestOptions, body?: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }); });
    });
    request.on('error', reject);
    request.end(body);
  });
}
