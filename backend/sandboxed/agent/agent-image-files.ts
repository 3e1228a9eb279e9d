import { AGENT_PACKAGES, type AgentPackage } from './agent-packages.ts';
import { AGENT_PLACES } from './agent-places.ts';

const NAME = 'mcp-trust-agents';

/**
 * The Dockerfile of the optional image: the extension's own, with both command lines beside it. It needs no other file, so it
 * can be piped into `docker build`. npm checks each package against the pinned hash; as it leaves out an optional package
 * that doesn't match, the last step looks whether both are there.
 */
export function agentDockerfile(): string {
  return `ARG EXTENSION_IMAGE
FROM \${EXTENSION_IMAGE}
WORKDIR ${AGENT_PLACES.programs.replace(/\/node_modules$/, '')}
RUN node /backend/sandboxed.js agent --print package.json >package.json && \\
    node /backend/sandboxed.js agent --print package-lock.json >package-lock.json && \\
    npm ci --ignore-scripts --no-audit --no-fund --cache /tmp/npm-cache && \\
    rm -rf /tmp/npm-cache && \\
    node /backend/sandboxed.js agent --check
WORKDIR /
ENTRYPOINT ["node", "/backend/sandboxed.js", "agent"]
`;
}

export function agentPackageJson(): string {
  return JSON.stringify({ ...ROOT, private: true });
}

/** Names each package with its hash and no address: npm asks the registry that it is configured for. */
export function agentPackageLock(): string {
  const packages = Object.fromEntries(AGENT_PACKAGES.map((entry) => [`node_modules/${entry.folder}`, toLocked(entry)]));
  return JSON.stringify({ ...ROOT, lockfileVersion: 3, requires: true, packages: { '': ROOT, ...packages } });
}

const ROOT = {
  name: NAME,
  version: '1.0.0',
  optionalDependencies: Object.fromEntries(AGENT_PACKAGES.map(({ folder, name, version }) => [folder, folder === name ? version : `npm:${name}@${version}`])),
};

function toLocked({ folder, name, version, integrity, processor }: AgentPackage): object {
  return { ...(folder === name ? {} : { name }), version, integrity, optional: true, os: ['linux'], cpu: [processor] };
}
