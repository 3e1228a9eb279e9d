import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { runCommandLine } from '../../backend/cli/run-command-line.ts';
import { verificationSchema } from '../../backend/contract/verification.ts';
import { createCommandHandlers } from '../../backend/wiring/command-handlers.ts';
import { entryFile } from '../fixtures/registry/server-yaml.ts';
import { hasGit, makeRegistry } from '../fixtures/registry/make-registry.ts';
import { recordIo } from './support/record-io.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/cosign');
const REVISION = '4f1c2d7e9a0b3c5d6e8f7a1b2c3d4e5f60718293';
const answerSchema = z.array(verificationSchema);
const { signal } = new AbortController();

describe.skipIf(!hasGit())('when layouts that real cosign signed are verified', { timeout: 60_000 }, () => {
  let folder = '';
  const verify = async (...args: readonly string[]) => {
    const io = recordIo();
    const handlers = createCommandHandlers({ io, env: {}, version: '1.2.3', signal });
    const status = await runCommandLine({ args: ['verify', '--config', join(folder, 'config.yaml'), '--data', join(folder, 'data'), '--format', 'json', ...args], version: '1.2.3', handlers, io });
    return { status, io, answers: () => answerSchema.parse(JSON.parse(io.written())) };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcp-trust-cli-'));
    const seconds = Date.parse('2026-05-01T00:00:00Z') / 1000;
    const files = Object.assign({}, ...['signed-by-cosign-2', 'signed-by-cosign-3'].map((name) => entryFile(name, { commit: REVISION }))) as Record<string, string>;
    makeRegistry(join(folder, 'registry'), [{ seconds, files }]);
    await writeFile(join(folder, 'config.yaml'), stringify({
      catalog: { source: join(folder, 'registry') },
      signatures: { keys: [join(FIXTURES, 'cosign.pub')], trustedRoot: join(FIXTURES, 'trusted-root.json'), publishedKey: null },
    }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['2', '3'])('proves the one of cosign %s as what the person says it is', async (version) => {
    const { status, answers } = await verify(`oci:${FIXTURES}/cosign-${version}`, '--as', `mcp/signed-by-cosign-${version}`);
    expect(answers()).toMatchObject([{ verdict: 'verified', revision: { claim: REVISION, label: REVISION, pin: REVISION }, signature: { loggedAt: '2026-05-02T10:00:00.000Z' } }]);
    expect(status).toBe(0);
  });

  it('does not prove it as another server', async () => {
    const { status, answers } = await verify(`oci:${FIXTURES}/cosign-2`, '--as', 'mcp/signed-by-cosign-3');
    expect(answers()[0]).toMatchObject({ verdict: 'mismatch' });
    expect(answers()[0]?.checks.map(({ code }) => code)).toContain('signed_for_other_server');
    expect(status).toBe(1);
  });

  it('asks what it is where neither the layout nor the person says so', async () => {
    const { status, answers } = await verify(`oci:${FIXTURES}/cosign-2`);
    expect(answers()[0]?.checks[0]).toMatchObject({ code: 'layout_malformed', hint: expect.stringContaining('--as') as unknown });
    expect(status).toBe(2);
  });

  it('cannot prove one platform that is not there', async () => {
    const { status, answers } = await verify(`oci:${FIXTURES}/cosign-2`, '--as', 'mcp/signed-by-cosign-2', '--platform', 'linux/s390x');
    expect(answers()[0]?.checks[0]?.code).toBe('platform_not_found');
    expect(status).toBe(2);
  });

  it('says that there is no such folder', async () => {
    const { status, answers } = await verify(`oci:${FIXTURES}/absent`, '--as', 'mcp/thing');
    expect(answers()[0]?.checks[0]?.code).toBe('layout_unreadable');
    expect(status).toBe(3);
  });
});
