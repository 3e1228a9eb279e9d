import { verificationSchema } from '../../../backend/contract/verification.ts';
import type { Verification, WireCheck, WirePinInterval } from '../../../backend/contract/verification.ts';

/** The moment at which the fixtures play. */
export const NOW = Date.parse('2026-06-15T12:00:00Z');

export const KEY_FINGERPRINT = 'F6pHXJlF0yVjG7cXv1Zk9QwE2aRtYuIoPaSdFgHjKlM=';
export const NEW_KEY_FINGERPRINT = 'Zx81nmQwErTyUiOpAsDfGhJkLzXcVbNmQ1w2e3r4t5Y=';

/** A commit of 40 digits that begins with the given ones. */
export function commitOf(start: string): string {
  return start.padEnd(40, '0123456789abcdef0123456789abcdef01234567');
}

export const PROJECT = 'https://github.com/example/server';

/** Three pins: the newest is current. */
export const HISTORY: readonly WirePinInterval[] = [
  { commit: commitOf('1a2b3c4'), project: PROJECT, from: '2025-10-20T08:00:00Z', until: '2026-01-11T08:00:00Z' },
  { commit: commitOf('5d6e7f8'), project: PROJECT, from: '2026-01-11T08:00:00Z', until: '2026-06-03T08:00:00Z' },
  { commit: commitOf('780e3f1'), project: PROJECT, from: '2026-06-03T08:00:00Z', until: null },
];

/** A check with nothing but what a test says about it. */
export function checkOf(id: WireCheck['id'], change: Partial<WireCheck> = {}): WireCheck {
  return { id, state: 'passed', code: null, message: `The step “${id}” holds.`, hint: '', values: {}, commands: [], ...change };
}

/** Every step of a verified image. */
export const PASSED_CHECKS: readonly WireCheck[] = [
  checkOf('image', { message: 'The repository docker.io/mcp/example is the image of the server “example”.', values: { repository: 'docker.io/mcp/example' }, commands: ['docker image inspect docker.io/mcp/example:latest'] }),
  checkOf('digest', { message: 'The registry serves this very digest.', values: { digest: `sha256:${'4f'.repeat(32)}` }, commands: [`docker buildx imagetools inspect docker.io/mcp/example@sha256:${'4f'.repeat(32)}`] }),
  checkOf('signature', { message: 'Signed by the Docker MCP key and logged on 2026-06-04.', values: { key: KEY_FINGERPRINT, 'log index': '182736455', logged: '2026-06-04T09:12:44Z' }, commands: ['COSIGN_REPOSITORY=docker.io/mcp/signatures cosign verify --key docker-mcp.pub docker.io/mcp/example:latest'] }),
  checkOf('reference', { message: 'The signature names this repository.', values: { reference: 'index.docker.io/mcp/example' } }),
  checkOf('claim', { message: 'The signed revision is 780e3f1.', values: { claim: commitOf('780e3f1') } }),
  checkOf('label', { message: 'The label says the same revision.', values: { label: commitOf('780e3f1') }, commands: ['docker image inspect --format \'{{ index .Config.Labels "org.opencontainers.image.revision" }}\' docker.io/mcp/example:latest'] }),
  checkOf('catalog', { message: 'The catalog was synced 12 minutes ago.', values: { commit: commitOf('c0ffee0') } }),
  checkOf('entry', { message: 'The registry lists the server with this image.', values: { file: 'servers/example/server.yaml' } }),
  checkOf('pin', { message: 'The registry pins this revision now.', values: { pin: commitOf('780e3f1') }, commands: ['git -C mcp-registry log -p -- servers/example/server.yaml'] }),
];

/** A verified image, changed as the test needs it; the result is what the contract allows. */
export function verificationOf(change: Partial<Verification> = {}): Verification {
  return verificationSchema.parse({
    reference: 'docker.io/mcp/example:latest',
    verdict: 'verified',
    summary: 'Built from the audited commit 780e3f1 and signed by Docker.',
    server: { name: 'example', title: 'Example', icon: null },
    image: { id: `sha256:${'4f'.repeat(32)}`, digest: `sha256:${'4f'.repeat(32)}`, platform: 'linux/amd64' },
    checks: PASSED_CHECKS,
    revision: { label: commitOf('780e3f1'), claim: commitOf('780e3f1'), pin: commitOf('780e3f1'), url: `${PROJECT}/commit/${commitOf('780e3f1')}` },
    pin: { state: 'current', kind: null, pinsBehind: 0, daysBehind: 0, history: HISTORY },
    signature: { state: 'verified', keyFingerprint: KEY_FINGERPRINT, keyName: 'Docker MCP key', loggedAt: '2026-06-04T09:12:44Z', rejected: [], newKeyFingerprint: null },
    publisher: { level: 'known', name: 'Example Inc.', builtBy: 'docker', evidence: ['github.com/example is in the list of known publishers.', 'The image is in docker.io/mcp, which Docker builds.'] },
    catalogFetchedAt: '2026-06-15T11:48:00Z',
    checkedAt: '2026-06-15T11:55:00Z',
    ...change,
  });
}

/** The checks of a verified image with some replaced. */
export function checksWith(...changes: readonly WireCheck[]): WireCheck[] {
  return PASSED_CHECKS.map((check) => changes.find((change) => change.id === check.id) ?? check);
}
