import { settingsAnswerSchema, statusSchema } from '../../../backend/contract/api.ts';
import type { WireSettingsAnswer, WireStatus } from '../../../backend/contract/api.ts';
import { commitOf, KEY_FINGERPRINT } from './wire-verification.ts';

/** A backend where all is well, changed as the test needs it. */
export function statusOf({ catalog = {}, engine = {}, store = {}, ...change }: {
  readonly catalog?: Partial<WireStatus['catalog']>; readonly engine?: Partial<WireStatus['engine']>; readonly store?: Partial<WireStatus['store']>;
} & Partial<Omit<WireStatus, 'catalog' | 'engine' | 'store'>> = {}): WireStatus {
  return statusSchema.parse({
    version: '0.1.0', world: 'real', samplesAvailable: true, offline: false,
    engine: { state: 'ready', name: 'docker', version: '27.3.1', store: 'containerd', endpoint: '/var/run/docker.sock', error: null, ...engine },
    catalog: {
      state: 'ready', source: 'https://github.com/docker/mcp-registry', fetchedAt: '2026-06-15T11:48:00Z', head: commitOf('c0ffee0'), serverCount: 328, problems: [], phase: null, percent: null, error: null, pendingHead: null, ...catalog,
    },
    store: { state: 'ok', movedTo: null, bytes: 120_000, facts: 300, ...store },
    ...change,
  });
}

const PEM = '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETcvGv5qypnoxKkFIQOdXZ+2H6JN8\n8kmAQrMkTb6SmJ7BY59OJIOpTwdjD5joLot6zFs1Q7HHDmkF5HOaC8zSnA==\n-----END PUBLIC KEY-----\n';

/** The defaults, with one key of each origin that has its own words. */
export function settingsAnswerOf(change: Partial<WireSettingsAnswer['settings']> = {}): WireSettingsAnswer {
  return settingsAnswerSchema.parse({
    settings: {
      catalog: { source: 'https://github.com/docker/mcp-registry', branch: 'main' },
      signatures: { repository: 'docker.io/mcp/signatures', images: ['docker.io/mcp/*'], require: 'one', strictReference: false },
      mirrors: [], offline: false, proxy: { https: null, http: null, noProxy: null }, certificateAuthority: null, registryAuth: [], publishers: [], remoteIcons: false, ...change,
    },
    keys: [
      { name: 'Docker MCP key', fingerprint: KEY_FINGERPRINT, pem: PEM, validFrom: '2025-05-01T00:00:00Z', validUntil: null, origin: 'builtIn' },
      { name: 'Staging', fingerprint: 'mB3kR0c1d2e3f4g5h6i7j8k9l0mnopqrstuvwxyzABC=', pem: PEM, validFrom: null, validUntil: '2027-01-01T00:00:00Z', origin: 'configured' },
    ],
    builtInPublishers: [
      { owner: 'github.com/docker', name: 'Docker', evidence: 'Owner of the registry itself.' },
      { owner: 'github.com/grafana', name: 'Grafana Labs', evidence: 'The organisation names grafana.com as its verified domain.' },
    ],
    trustedRoot: { source: 'the public-good instance of Sigstore', date: '2026-05-20', logs: ['rekor.sigstore.dev'] },
  });
}
