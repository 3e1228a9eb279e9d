import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { verifyWithCosign } from './cosign.ts';
import { pushLayout } from './oci-layout.ts';
import { startRegistry } from './registry-server.ts';
import { describeWith } from './requirements.ts';

const FIXTURES = new URL('../../fixtures/cosign/', import.meta.url);
const REVISION = '4f1c2d7e9a0b3c5d6e8f7a1b2c3d4e5f60718293';

describeWith(['cosign', 'registry'], 'the fixtures made by real cosign', () => {
  it.each([2, 3] as const)('are still verified by cosign %i', async (version) => {
    const registry = await startRegistry();
    try {
      const target = { url: registry.url, repository: 'mcp/fixture' };
      await pushLayout(target, fileURLToPath(new URL(`cosign-${String(version)}`, FIXTURES)));
      const { stdout } = await verifyWithCosign(version, {
        image: `${registry.host}/mcp/fixture:latest`,
        key: fileURLToPath(new URL('cosign.pub', FIXTURES)),
        annotations: { 'org.opencontainers.image.revision': REVISION },
        log: {
          publicKeyPem: await readFile(new URL('rekor.pub', FIXTURES), 'utf8'),
          trustedRoot: await readFile(new URL('trusted-root.json', FIXTURES), 'utf8'),
        },
      });
      expect(stdout).toContain(REVISION);
    } finally {
      await registry.stop();
    }
  });
});
