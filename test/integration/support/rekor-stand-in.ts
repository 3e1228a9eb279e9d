import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from './loopback.ts';
import { toLogEntryBody } from './log-entry-body.ts';
import { LOG_ORIGIN, TransparencyLog, type LogKeyPair } from './transparency-log.ts';

export interface RekorOptions {
  /** The log's own P-256 key; a new one when absent. */
  readonly keys?: LogKeyPair;
  /** The time that entries are logged at; the wall clock when absent. */
  readonly now?: () => Date;
}

export interface RekorStandIn {
  readonly url: string;
  readonly publicKeyPem: string;
  /** A Sigstore trusted root (v0.1, as JSON) that knows this log and nothing else. */
  readonly trustedRoot: string;
  /** What cosign 3 takes instead of a log's address: a signing config (v0.2, as JSON) that names this log alone. */
  readonly signingConfig: string;
  readonly size: () => number;
  readonly stop: () => Promise<void>;
}

const VALID_FROM = '2025-01-01T00:00:00Z';

/** A transparency log on loopback that answers `POST /api/v1/log/entries` as Rekor v1 does. */
export async function startRekorStandIn(options: RekorOptions = {}): Promise<RekorStandIn> {
  const keys = options.keys ?? generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const log = new TransparencyLog(keys, options.now ?? (() => new Date()));
  const answer = answerer(log, toPem(keys));
  const server = createServer((request, response) => void answer(request, response));
  const { url, stop } = await listenOnLoopback(server);
  return {
    url,
    publicKeyPem: toPem(keys),
    trustedRoot: toTrustedRoot(keys, log.id),
    signingConfig: toSigningConfig(url),
    size: () => log.size,
    stop,
  };
}

type Answerer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function answerer(log: TransparencyLog, publicKeyPem: string): Answerer {
  return async (request, response) => {
    const route = `${request.method ?? ''} ${request.url ?? ''}`;
    if (route === 'GET /api/v1/log/publicKey') {
      response.writeHead(200, { 'content-type': 'application/x-pem-file' }).end(publicKeyPem);
    } else if (route === 'POST /api/v1/log/entries') {
      await addEntry(log, request, response);
    } else {
      sendJson(response, 404, { code: 404, message: route });
    }
  };
}

async function addEntry(log: TransparencyLog, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const entry = log.append(toLogEntryBody(await text(request)));
    const id = randomBytes(32).toString('hex');
    response.setHeader('etag', id).setHeader('location', `/api/v1/log/entries/${id}`);
    sendJson(response, 201, { [id]: entry });
  } catch (error) {
    sendJson(response, 400, { code: 400, message: String(error) });
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function toPem(keys: LogKeyPair): string {
  return keys.publicKey.export({ format: 'pem', type: 'spki' }).toString();
}

function toTrustedRoot(keys: LogKeyPair, id: Buffer): string {
  const publicKey = {
    rawBytes: keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    keyDetails: 'PKIX_ECDSA_P256_SHA_256',
    validFor: { start: VALID_FROM },
  };
  const log = {
    baseUrl: `https://${LOG_ORIGIN}`,
    hashAlgorithm: 'SHA2_256',
    publicKey,
    logId: { keyId: id.toString('base64') },
  };
  const mediaType = 'application/vnd.dev.sigstore.trustedroot+json;version=0.1';
  const others = { certificateAuthorities: [], ctlogs: [], timestampAuthorities: [] };
  return JSON.stringify({ mediaType, tlogs: [log], ...others }, null, 2);
}

function toSigningConfig(url: string): string {
  const log = { url, majorApiVersion: 1, validFor: { start: VALID_FROM }, operator: LOG_ORIGIN };
  const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
  return JSON.stringify({ mediaType, rekorTlogUrls: [log], rekorTlogConfig: { selector: 'ANY' }, tsaConfig: {} });
}
