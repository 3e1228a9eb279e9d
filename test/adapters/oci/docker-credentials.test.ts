import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryLogin } from '../../../backend/adapters/oci/credentials.ts';
import { dockerCredentials } from '../../../backend/adapters/oci/docker-credentials.ts';
import { isKeyOf } from '../../../backend/adapters/oci/docker-login.ts';

const auth = (text: string): object => ({ auth: Buffer.from(text).toString('base64') });
const HUB = 'https://index.docker.io/v1/';
let folder = '';
let problems: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-trust-docker-'));
  problems = [];
});
afterEach(() => rm(folder, { recursive: true }));

async function look(registry: string, config: unknown): Promise<RegistryLogin | null> {
  if (config !== undefined) await writeFile(join(folder, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  const env = { DOCKER_CONFIG: folder, PATH: [folder, dirname(process.execPath), process.env['PATH']].join(delimiter) };
  return dockerCredentials({ env, onProblem: (problem) => problems.push(`${problem.code} ${problem.message} ${String(problem.cause)}`) })(registry);
}

/** Writes a helper that is a program of its own, as Docker's are. */
async function writeHelper(name: string, body: string): Promise<void> {
  const path = join(folder, `docker-credential-${name}`);
  await writeFile(path, `#!/usr/bin/env node\nlet input = '';\nprocess.stdin.on('data', (data) => { input += data; }).on('end', () => {\n${body}\n});\n`);
  await chmod(path, 0o755);
}

const password = (username: string, secret: string): RegistryLogin => ({ kind: 'password', username, password: secret });

const LOGINS: readonly (readonly [name: string, registry: string, config: unknown, expected: RegistryLogin | null])[] = [
  ['Docker Hub', 'docker.io', { auths: { [HUB]: auth('me:secret') } }, password('me', 'secret')],
  ['a host', 'registry.corp:5000', { auths: { 'registry.corp:5000': auth('me:a:b') } }, password('me', 'a:b')],
  ['an address', 'registry.corp', { auths: { 'https://registry.corp/v2/': auth('me:x') } }, password('me', 'x')],
  ['upper case', 'registry.corp', { auths: { 'Registry.Corp': auth('me:x') } }, password('me', 'x')],
  ['plain fields', 'registry.corp', { auths: { 'registry.corp': { username: 'me', password: 'x' } } }, password('me', 'x')],
  ['an identity token', 'registry.corp', { auths: { 'registry.corp': { ...auth('me:x'), identitytoken: 'token' } } }, { kind: 'identityToken', identityToken: 'token' }],
  ['an empty entry', 'registry.corp', { auths: { 'registry.corp': {} } }, null],
  ['base64 without a colon', 'registry.corp', { auths: { 'registry.corp': auth('nothing') } }, null],
  ['another host', 'registry.corp', { auths: { 'registry.corporation': auth('me:x') } }, null],
  ['another port', 'registry.corp:5000', { auths: { 'registry.corp': auth('me:x'), 'registry.corp:5001': auth('me:y') } }, null],
  ['a host below', 'corp', { auths: { 'registry.corp': auth('me:x') } }, null],
  ['a path of the host', 'registry.corp', { auths: { 'registry.corp/team': auth('me:x') } }, null],
  ['Docker Hub under another name', 'docker.io', { auths: { 'docker.io.example': auth('me:x'), 'https://index.docker.io/v2/': auth('me:x') } }, null],
  ['no logins', 'docker.io', {}, null],
  ['no file', 'docker.io', undefined, null],
];

describe('when Docker keeps logins in its file', () => {
  it.each<[string, { readonly registry: string; readonly config: unknown }, RegistryLogin | null]>(LOGINS.map(([name, registry, config, expected]) => [name, { registry, config }, expected]))('%s', async (_name, { registry, config }, expected) => {
    expect(await look(registry, config)).toEqual(expected);
    expect(problems).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['not JSON', '{"auths":{"x":{"auth":"c2VjcmV0'],
    ['a list', []],
    ['auths that are a list', { auths: [1] }],
    ['a helper with a path', { credsStore: '../../evil' }],
    ['a helper with a space', { credHelpers: { 'registry.corp': 'x y' } }],
    ['a helper with a command', { credsStore: 'x;touch${IFS}y' }],
    ['too much', ' '.repeat(1024 * 1024 + 1)],
  ])('goes on without a login, and says why: %s', async (_name, config) => {
    expect(await look('docker.io', config)).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^file_unreadable /);
    expect(problems[0]).not.toContain('c2VjcmV0');
  });
});

describe('when Docker keeps logins in a helper', () => {
  const answer = (user: string, secret: string): string => `process.stdout.write(JSON.stringify({ ServerURL: input, Username: ${JSON.stringify(user)}, Secret: ${JSON.stringify(secret)} + input.trim() + process.argv.slice(2) }));`;

  it('asks the store for the host', async () => {
    await writeHelper('store', answer('me', 'for:'));
    expect(await look('registry.corp:5000', { credsStore: 'store' })).toEqual(password('me', 'for:registry.corp:5000get'));
  });

  it('asks for Docker Hub by its old name', async () => {
    await writeHelper('store', answer('me', 'for:'));
    expect(await look('docker.io', { credsStore: 'store', auths: { [HUB]: {} } })).toEqual(password('me', `for:${HUB}get`));
  });

  it('prefers the helper of the host', async () => {
    await writeHelper('one', answer('one', ''));
    await writeHelper('store', answer('store', ''));
    const config = { credsStore: 'store', credHelpers: { 'registry.corp': 'one' } };
    expect(await look('registry.corp', config)).toMatchObject({ username: 'one' });
    expect(await look('other.corp', config)).toMatchObject({ username: 'store' });
  });

  it('reads an identity token', async () => {
    await writeHelper('store', answer('<token>', 'refresh '));
    expect(await look('registry.corp', { credsStore: 'store' })).toEqual({ kind: 'identityToken', identityToken: 'refresh registry.corpget' });
  });

  it('has no login where the helper has none, and says nothing', async () => {
    await writeHelper('store', `process.stdout.write('credentials not found in native keychain\\n'); process.exitCode = 1;`);
    expect(await look('registry.corp', { credsStore: 'store' })).toBeNull();
    expect(problems).toEqual([]);
  });

  it.each([
    ['fails', `process.stdout.write('leak:hunter2'); process.stderr.write('leak:hunter2'); process.exitCode = 3;`],
    ['answers junk', `process.stdout.write('leak:hunter2');`],
    ['answers no secret', `process.stdout.write(JSON.stringify({ Username: 'me', Secret: '', note: 'hunter2' }));`],
    ['answers without end', `const chunk = 'hunter2'.repeat(10000); for (let i = 0; i < 100; i += 1) process.stdout.write(chunk);`],
  ])('goes on without a login when the helper %s, and tells no secret', async (_name, body) => {
    await writeHelper('store', body);
    expect(await look('registry.corp', { credsStore: 'store' })).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('goes on without a login when there is no such helper', async () => {
    expect(await look('registry.corp', { credsStore: 'absent' })).toBeNull();
    expect(problems).toEqual([expect.stringMatching(/^file_unreadable .*ENOENT/)]);
  });
});

describe('when a key is held against a registry', () => {
  it.each([
    ['registry.corp', 'registry.corp', true],
    ['http://registry.corp/', 'registry.corp', true],
    ['https://registry.corp/v1/', 'registry.corp', true],
    ['https://user@registry.corp/', 'registry.corp', false],
    ['https://registry.corp.evil/', 'registry.corp', false],
    ['ftp://registry.corp/', 'registry.corp', false],
    ['bare', 'bare', false],
    ['', 'registry.corp', false],
    ['docker.io', 'docker.io', false],
  ])('%s for %s: %s', (key, registry, expected) => {
    expect(isKeyOf(key, registry)).toBe(expected);
  });
});
