import { describe, expect, it } from 'vitest';
import { gitEnvironment, gitSettings } from '../../../backend/adapters/git/git-environment.ts';
import { runGit } from '../../../backend/adapters/git/run-git.ts';
import type { GitCall } from '../../../backend/ports/git-runner.ts';
import { hasGit } from '../../fixtures/registry/make-registry.ts';

const CALL: GitCall = { args: ['--version'], gitDirectory: null, timeoutMs: 60_000, maxOutputBytes: 1024 };
const SURROUNDINGS = { PATH: '/bin', HOME: '/home/a', SSH_AUTH_SOCK: '/run/agent', GH_TOKEN: 'secret', GIT_SSH_COMMAND: 'touch pwned', GIT_DIR: '/elsewhere', LD_PRELOAD: 'x' };

describe('when git runs for a person', () => {
  it('has their configuration, agent and credential helpers, and neither hooks nor prompts', () => {
    const environment = gitEnvironment({ ...CALL, asPerson: true }, SURROUNDINGS);
    expect(environment).toMatchObject({ HOME: '/home/a', SSH_AUTH_SOCK: '/run/agent', GH_TOKEN: 'secret', GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', GIT_ALLOW_PROTOCOL: 'none' });
    for (const name of ['GIT_CONFIG_GLOBAL', 'GIT_SSH_COMMAND', 'GIT_DIR', 'LD_PRELOAD']) expect(environment).not.toHaveProperty(name);
    const settings = gitSettings({ ...CALL, asPerson: true });
    expect(settings).not.toContain('credential.helper=');
    expect(settings).toContain('core.fsmonitor=false');
    expect(settings.some((setting) => setting.startsWith('core.hooksPath='))).toBe(true);
  });

  it('has nothing of theirs otherwise', () => {
    const environment = gitEnvironment(CALL, SURROUNDINGS);
    for (const name of ['HOME', 'SSH_AUTH_SOCK', 'GH_TOKEN']) expect(environment).not.toHaveProperty(name);
    expect(environment).toMatchObject({ GIT_CONFIG_NOSYSTEM: '1' });
    expect(gitSettings(CALL)).toContain('credential.helper=');
  });
});

describe.skipIf(!hasGit())('when a status is an answer', () => {
  it('has the output', async () => {
    const call = { ...CALL, args: ['diff', '--no-index', '--name-only', '--', '/dev/null', '/etc/hostname'] };
    expect((await runGit({ ...call, acceptedStatus: [1] })).toString()).toContain('hostname');
    await expect(runGit(call)).rejects.toMatchObject({ code: 'git_failed' });
    await expect(runGit({ ...call, acceptedStatus: [2] })).rejects.toMatchObject({ code: 'git_failed' });
  });
});
