import { mkdtempSync, rmSync, writeFileSync, existsSync, chmodSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { gitEnvironment, gitSettings } from '../../../backend/adapters/git/git-environment.ts';
import { runGit } from '../../../backend/adapters/git/run-git.ts';
import type { GitCall } from '../../../backend/ports/git-runner.ts';
import { git, hasGit, makeRegistry } from '../../fixtures/registry/make-registry.ts';
import { entryFile } from '../../fixtures/registry/server-yaml.ts';

const CALL: GitCall = { args: ['--version'], gitDirectory: null, timeoutMs: 60_000, maxOutputBytes: 1024 * 1024 };
const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe.skipIf(!hasGit())('when git is run', { timeout: 60_000 }, () => {
  let folder: string;
  let repository: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'git-'));
    repository = join(folder, 'registry.git');
    makeRegistry(repository, [{ files: entryFile('fetch') }]);
  });
  afterAll(() => { rmSync(folder, { recursive: true }); });
  afterEach(() => { vi.unstubAllEnvs(); });

  it('answers its output', async () => {
    expect((await runGit(CALL)).toString()).toMatch(/^git version/);
  });

  it('gives it the input', async () => {
    const head = git(repository, 'rev-parse', 'main');
    const output = await runGit({ ...CALL, args: ['cat-file', '--batch-check'], gitDirectory: repository, input: `${head}\n` });
    expect(output.toString()).toMatch(new RegExp(`^${head} commit `));
  });

  it('fails with a code', async () => {
    await expect(runGit({ ...CALL, args: ['cat-file', '-p', '0'.repeat(40)], gitDirectory: repository })).rejects.toEqual(code('git_failed'));
  });

  it('says that git is missing', async () => {
    vi.stubEnv('PATH', folder);
    await expect(runGit(CALL)).rejects.toEqual(code('git_missing'));
  });

  it('ends at the limit of its output', async () => {
    await expect(runGit({ ...CALL, args: ['help', '-a'], maxOutputBytes: 10 })).rejects.toEqual(code('git_failed'));
  });

  it('is cancelled before it starts', async () => {
    await expect(runGit({ ...CALL, signal: AbortSignal.abort() })).rejects.toEqual(code('cancelled'));
  });

  it('survives a program that reads no input', async () => {
    await expect(runGit({ ...CALL, input: 'x'.repeat(5_000_000) })).resolves.toBeInstanceOf(Buffer);
  });

  it('does not read what a person configured', async () => {
    const configuration = join(folder, 'gitconfig');
    writeFileSync(configuration, '[user]\n\tname = person\n[alias]\n\tpwn = !touch pwned\n');
    vi.stubEnv('GIT_CONFIG_GLOBAL', configuration);
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'user.name');
    vi.stubEnv('GIT_CONFIG_VALUE_0', 'person');
    await expect(runGit({ ...CALL, args: ['config', '--get', 'user.name'] })).rejects.toEqual(code('git_failed'));
  });

  it('runs no hook and no file system monitor of a repository', async () => {
    const trap = join(folder, 'trap.sh');
    const canary = join(folder, 'canary');
    writeFileSync(trap, `#!/bin/sh\ntouch ${canary}\n`);
    chmodSync(trap, 0o755);
    git(repository, 'config', 'core.fsmonitor', trap);
    git(repository, 'config', 'core.hooksPath', folder);
    writeFileSync(join(folder, 'reference-transaction'), `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
    await runGit({ ...CALL, args: ['update-ref', 'refs/registry/x', git(repository, 'rev-parse', 'main')], gitDirectory: repository });
    expect(existsSync(canary)).toBe(false);
  });

  describe('and a remote is asked', () => {
    const lsRemote = (url: string, more: Partial<GitCall> = {}) => runGit({ ...CALL, args: ['ls-remote', '--', url], ...more });

    it.each([
      ['ext::sh -c "touch /tmp/never"', 'a command as a transport'],
      ['git://127.0.0.1/x', 'git without authentication'],
      ['ssh://127.0.0.1/x', 'ssh'],
      ['http://127.0.0.1:9/x', 'http'],
      ['--upload-pack=touch', 'an option'],
    ])('refuses %s: %s', async (url) => {
      await expect(lsRemote(url, { protocols: ['https', 'file'] })).rejects.toEqual(code('git_failed'));
    });

    it('refuses a directory unless that is allowed', async () => {
      await expect(lsRemote(repository)).rejects.toEqual(code('git_failed'));
      await expect(lsRemote(repository, { protocols: ['https'] })).rejects.toEqual(code('git_failed'));
      expect((await lsRemote(repository, { protocols: ['file'] })).toString()).toContain('refs/heads/main');
    });

    it('tells progress', async () => {
      const target = join(folder, 'target.git');
      await runGit({ ...CALL, args: ['init', '--quiet', '--bare', '--', target] });
      const phases = new Set<string>();
      await runGit({ ...CALL, args: ['fetch', '--progress', '--', repository, '+refs/heads/main:refs/heads/x'], gitDirectory: target, protocols: ['file'], onProgress: (phase) => phases.add(phase) });
      expect(phases.size).toBeGreaterThan(0);
    });
  });

  describe('and the other side never answers', () => {
    let server: Server;
    let url: string;
    let closed: Promise<void> | null = null;

    beforeAll(async () => {
      server = createServer((socket) => {
        closed = new Promise((resolve) => socket.on('close', () => { resolve(); }));
        socket.on('error', () => undefined).resume();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      url = `https://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}/x.git`;
    });
    afterAll(() => { server.close(); });

    it('ends in time, with all its helpers', async () => {
      await expect(runGit({ ...CALL, args: ['ls-remote', '--', url], protocols: ['https'], timeoutMs: 1000 })).rejects.toMatchObject({ code: 'git_timeout', retryable: true });
      // git alone is gone at once; this waits for the process that held the connection.
      await closed;
    });

    it('ends when it is cancelled', async () => {
      const controller = new AbortController();
      const run = runGit({ ...CALL, args: ['ls-remote', '--', url], protocols: ['https'], signal: controller.signal });
      setTimeout(() => { controller.abort(); }, 200);
      await expect(run).rejects.toEqual(code('cancelled'));
    });
  });
});

describe('when the environment of git is made', () => {
  const surroundings = { PATH: '/bin', HOME: '/home/me', HTTPS_PROXY: 'http://other', GIT_DIR: '/elsewhere', GIT_SSH_COMMAND: 'touch x', SSH_AUTH_SOCK: '/s', LD_PRELOAD: '/x.so', SECRET: 's' };

  it('holds nothing of the surroundings but the way to git', () => {
    const environment = gitEnvironment(CALL, surroundings);
    expect(environment).toMatchObject({ PATH: '/bin', GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1', GIT_ALLOW_PROTOCOL: 'none' });
    for (const name of ['HOME', 'HTTPS_PROXY', 'GIT_DIR', 'GIT_SSH_COMMAND', 'SSH_AUTH_SOCK', 'LD_PRELOAD', 'SECRET']) expect(environment).not.toHaveProperty(name);
  });

  it('takes proxy and authority from the call', () => {
    const network = { httpsProxy: 'http://proxy:3128', httpProxy: null, noProxy: 'localhost', certificateAuthorityFile: '/ca.pem' };
    expect(gitEnvironment({ ...CALL, network, protocols: ['https'] }, surroundings)).toMatchObject({
      HTTPS_PROXY: 'http://proxy:3128', https_proxy: 'http://proxy:3128', NO_PROXY: 'localhost', GIT_SSL_CAINFO: '/ca.pem', GIT_ALLOW_PROTOCOL: 'https',
    });
  });

  it('asks a credential helper only when told to', () => {
    expect(gitSettings(CALL).filter((setting) => setting.startsWith('credential.helper'))).toEqual(['credential.helper=']);
    expect(gitSettings({ ...CALL, credentialHelper: 'store' })).toContain('credential.helper=store');
    expect(gitEnvironment({ ...CALL, credentialHelper: 'store' }, surroundings)).toMatchObject({ HOME: '/home/me' });
  });

  it('checks what is fetched', () => {
    expect(gitSettings(CALL)).toEqual(expect.arrayContaining(['fetch.fsckObjects=true', 'core.fsmonitor=false', 'submodule.recurse=false']));
  });
});
