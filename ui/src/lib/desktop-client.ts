import { createDockerDesktopClient } from '@docker/extension-api-client';

/** The Docker Desktop client, as its own package types it. */
export type DesktopClient = ReturnType<typeof createDockerDesktopClient>;

/** Whether the panel runs inside Docker Desktop, which injects `window.ddClient`. */
export function isInsideDesktop(): boolean {
  return 'ddClient' in window;
}

let client: DesktopClient | null = null;

/** Creates the client on first use: the call throws outside Docker Desktop, so nothing may run it on load. */
export function desktopClient(): DesktopClient {
  client ??= createDockerDesktopClient();
  return client;
}
