import { randomUUID } from 'node:crypto';
import { TestEngine } from './test-engine.ts';

/** The socket of the engine that runs on this machine. */
export function localSocketPath(): string {
  const host = process.env['DOCKER_HOST'] ?? '';
  return host.startsWith('unix://') ? host.slice('unix://'.length) : '/var/run/docker.sock';
}

/** Connects to the running engine; `cleanUp()` leaves everybody else's images alone. */
export function connectLocalEngine(runId: string = randomUUID()): TestEngine {
  return new TestEngine({ socketPath: localSocketPath(), runId });
}
