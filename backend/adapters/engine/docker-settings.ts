import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import type { EngineEndpoint, EngineTls } from './engine-endpoint.ts';
import { parseEngineHost } from './parse-engine-host.ts';

/** Larger settings or certificates are not the docker command line's. */
const MAXIMUM_FILE_BYTES = 1024 * 1024;

const configSchema = z.object({ currentContext: z.string().optional() });
const contextSchema = z.object({
  Endpoints: z.object({ docker: z.object({ Host: z.string(), SkipTLSVerify: z.boolean().optional() }) }),
});

/**
 * `currentContext` of `config.json`; null where the file is absent, names none, or cannot be read.
 * The docker command line, too, goes on with its default then: this product must look at the engine that it looks at.
 */
export function readCurrentContext(folder: string): string | null {
  const parsed = configSchema.safeParse(parseJson(readSmallFile(join(folder, 'config.json'))));
  return parsed.success ? (parsed.data.currentContext ?? null) : null;
}

/**
 * The endpoint of a named context (`contexts/meta/<sha256 of the name>/meta.json`).
 * @throws CodedError `engine_unreachable` where there is no such context, or it is malformed
 */
export function readContextEndpoint(folder: string, name: string): EngineEndpoint {
  const id = createHash('sha256').update(name).digest('hex');
  const parsed = contextSchema.safeParse(parseJson(readSmallFile(join(folder, 'contexts', 'meta', id, 'meta.json'))));
  if (!parsed.success) {
    throw new CodedError('engine_unreachable', 'The Docker context is not there or malformed.', { cause: parsed.error });
  }
  const { Host, SkipTLSVerify } = parsed.data.Endpoints.docker;
  const tls = readTls(join(folder, 'contexts', 'tls', id, 'docker'), SkipTLSVerify !== true);
  const hasTls = tls.ca !== null || tls.cert !== null || !tls.verifyServer;
  return parseEngineHost(Host, hasTls ? tls : null);
}

/** `ca.pem`, `cert.pem` and `key.pem` of a folder, each null where absent or unreadable. */
export function readTls(folder: string, verifyServer: boolean): EngineTls {
  const [ca = null, cert = null, key = null] = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readSmallFile(join(folder, name)));
  return { ca, cert, key, verifyServer };
}

function readSmallFile(path: string): Buffer | null {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    return status?.isFile() === true && status.size <= MAXIMUM_FILE_BYTES ? readFileSync(path) : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function parseJson(bytes: Buffer | null): unknown {
  if (bytes === null) return null;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
