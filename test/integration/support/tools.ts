import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = process.env['MCP_TRUST_TOOLS'] ?? '/opt/mcp-trust-tools';

/** Where the real counterparts stand that a machine's own package manager may not have in the version needed. */
export const tools = {
  cosign2: process.env['MCP_TRUST_COSIGN2'] ?? join(root, 'cosign2/usr/bin/cosign'),
  cosign3: process.env['MCP_TRUST_COSIGN3'] ?? join(root, 'cosign3/usr/bin/cosign'),
  /** A folder with `usr/sbin/dockerd` and `usr/bin/containerd` of a release that has the containerd image store. */
  trixie: process.env['MCP_TRUST_TRIXIE'] ?? join(root, 'trixie'),
  compose: process.env['MCP_TRUST_COMPOSE'] ?? join(root, 'compose/usr/libexec/docker/cli-plugins/docker-compose'),
  chromium: process.env['MCP_TRUST_CHROMIUM'] ?? firstExisting('/usr/bin/chromium', '/usr/bin/chromium-browser'),
} as const;

function firstExisting(...paths: readonly string[]): string {
  return paths.find((path) => existsSync(path)) ?? '';
}
