import { Agent, type Dispatcher } from 'undici';
import { isPortError, type PortError } from '../../../../backend/ports/port-error.ts';
import { plainHttpOf } from '../../../../backend/adapters/oci/registry-address.ts';
import { RegistryContent, type RegistrySettings } from '../../../../backend/adapters/oci/registry-content.ts';
import { noCredentials } from '../../../../backend/adapters/oci/credentials.ts';

/** Enough for any answer on loopback. */
const PATIENCE_MILLISECONDS = 20_000;

let dispatcher: Dispatcher | null = null;

/** A registry client for tests: loopback without TLS, no logins, the machine's clock. */
export function makeRegistry(settings: Partial<RegistrySettings> = {}): RegistryContent {
  dispatcher ??= new Agent();
  return new RegistryContent({
    dispatcher,
    credentials: noCredentials,
    isPlainHttp: plainHttpOf([]),
    now: Date.now,
    offline: false,
    requestMilliseconds: PATIENCE_MILLISECONDS,
    ...settings,
  });
}

/** The coded error that a promise is rejected with; anything else fails the test. */
export async function rejection(promise: Promise<unknown>): Promise<PortError> {
  try {
    await promise;
  } catch (error) {
    if (isPortError(error)) return error;
    throw error;
  }
  throw new Error('a rejection is expected');
}

export const signal = new AbortController().signal;
