import { describe, expect, it } from 'vitest';
import { createGitHubForge } from '../../../backend/adapters/forge/create-github-forge.ts';
import { openForge, SIGNAL } from './open-forge.ts';

const SETTINGS = { repository: 'docker/mcp-registry', baseUrl: 'https://api.github.com', token: 'ghs_x', fetch: globalThis.fetch, clock: () => 0, sleep: () => Promise.resolve() };

describe('when the settings cannot be right', () => {
  it.each([
    ['no owner', { repository: 'mcp-registry' }],
    ['more than a repository', { repository: 'docker/mcp-registry/pulls' }],
    ['a way out of the repository', { repository: 'docker/..' }],
    ['a query', { repository: 'docker/x?y' }],
    ['no address', { baseUrl: 'api.github.com' }],
    ['a file', { baseUrl: 'file:///etc/passwd' }],
    ['a token in the clear', { baseUrl: 'http://forge.example' }],
    ['credentials in the address', { baseUrl: 'https://me:secret@forge.example' }],
    ['no token', { token: '' }],
    ['a token of two lines', { token: 'ghs_x\nHost: y' }],
    ['a token with letters that no header takes', { token: 'ghs_ü' }],
  ])('refuses %s', (_, settings) => {
    expect(() => createGitHubForge({ ...SETTINGS, ...settings })).toThrow(expect.objectContaining({ code: 'configuration_malformed' }));
    expect(() => createGitHubForge({ ...SETTINGS, ...settings })).not.toThrow(/ghs_|secret/);
  });
});

describe('when the API lies below a path, as on a server of one\'s own', () => {
  it('asks there, with the token in the header alone', async () => {
    const { forge, standIn } = await openForge();
    await openBelow(standIn.baseUrl, standIn.token).findPullRequest('x', SIGNAL).catch(() => null);
    expect(standIn.log[0]?.path).toMatch(/^\/api\/v3\/repos\/docker\/mcp-registry\/pulls\?/);
    expect(standIn.log[0]?.authorization).toBe(`token ${standIn.token}`);
    expect(standIn.log[0]?.path).not.toContain(standIn.token);
    expect(forge).toBeDefined();
  });
});

function openBelow(baseUrl: string, token: string): ReturnType<typeof createGitHubForge> {
  return createGitHubForge({ ...SETTINGS, baseUrl: `${baseUrl}/api/v3/`, token });
}
