import { describe, expect, it } from 'vitest';
import type { CommandHandlers, ListFlags, ReviewFlags, ServeFlags, VerifyFlags } from '../../backend/cli/flags.ts';
import type { PinsUpdateFlags, PinsValidateFlags } from '../../backend/cli/pins/pins-flags.ts';
import { runCommandLine } from '../../backend/cli/run-command-line.ts';
import { CodedError } from '../../backend/core/coded-error.ts';
import { recordIo } from './support/record-io.ts';

interface Called {
  readonly command: string;
  readonly references?: readonly string[];
  readonly flags: ListFlags | VerifyFlags | ServeFlags | ReviewFlags | PinsValidateFlags | PinsUpdateFlags;
}

async function run(args: readonly string[], answer: () => number = () => 0) {
  const io = recordIo();
  const called: Called[] = [];
  const note = (call: Called): Promise<number> => { called.push(call); return Promise.resolve().then(answer); };
  const handlers: CommandHandlers = {
    list: (flags) => note({ command: 'list', flags }),
    verify: (references, flags) => note({ command: 'verify', references, flags }),
    review: (target, flags) => note({ command: 'review', references: target === null ? [] : [target], flags }),
    serve: (flags) => note({ command: 'serve', flags }),
    pins: {
      pinsValidate: (servers, flags) => note({ command: 'pins validate', references: servers, flags }),
      pinsUpdate: (flags) => note({ command: 'pins update', flags }),
    },
  };
  return { status: await runCommandLine({ args, version: '1.2.3', handlers, io }), called, io };
}

describe('when the command line is right', () => {
  it.each([
    [['list'], { command: 'list', flags: { format: 'table' } }],
    [['list', '--format', 'json'], { command: 'list', flags: { format: 'json' } }],
    [['verify', 'a', 'b'], { command: 'verify', references: ['a', 'b'], flags: { format: 'table' } }],
    [['verify', '--all', '--fail-on', 'outdated'], { references: [], flags: { all: true, failOn: 'outdated' } }],
    [['verify', 'a', '--platform', 'linux/arm64'], { flags: { platform: { os: 'linux', architecture: 'arm64', variant: null } } }],
    [['verify', 'oci:d', '--as', 'mcp/thing:1'], { flags: { as: { text: 'mcp/thing:1', tag: '1' } } }],
    [['verify', '--', '--all'], { references: ['--all'], flags: {} }],
    [['review', 'fetch'], { command: 'review', references: ['fetch'], flags: { format: 'table' } }],
    [['review', '--print-compose'], { command: 'review', references: [], flags: { printCompose: true } }],
    [['review', 'u', '--head', 'h', '--base', 'b', '--directory', 'src', '--fresh'], { flags: { head: 'h', base: 'b', directory: 'src', fresh: true } }],
    [['review', '.', '--agent', 'builtin', '--provider', 'local', '--model', 'm', '--timeout', '30m', '--budget-tokens', '50000'], { flags: { agent: 'builtin', provider: 'local', model: 'm', timeout: 1800, budgetTokens: 50_000 } }],
    [['review', '.', '--timeout', '10', '--out', 'o', '--format', 'sarif'], { flags: { timeout: 10, out: 'o', format: 'sarif' } }],
    [['pins', 'validate'], { command: 'pins validate', references: [], flags: { registry: '.', format: 'table' } }],
    [['pins', 'validate', 'a', 'b', '--registry', 'r', '--changed-since', 'main', '--upstream', '--format', 'github'], { references: ['a', 'b'], flags: { registry: 'r', changedSince: 'main', upstream: true, format: 'github' } }],
    [['pins', 'update'], { command: 'pins update', flags: { servers: [], format: 'table' } }],
    [['pins', 'update', '--servers', 'a, b', '--max-new', '5', '--dry-run', '--push', 'origin', '--skip-unrelated'], { flags: { servers: ['a', 'b'], maxNew: 5, dryRun: true, push: 'origin', skipUnrelated: true } }],
    [['serve', '--port', '8080'], { flags: { port: 8080 } }],
    [['serve', '--port', '0'], { flags: { port: 0 } }],
    [['serve', '--socket', '/tmp/s', '--sample'], { flags: { socket: '/tmp/s', sample: true } }],
    [['verify', 'a', '--config', 'c', '--data', 'd'], { flags: { config: 'c', data: 'd' } }],
  ])('understands %j', async (args, expected) => {
    const { status, called } = await run(args);
    expect(called).toMatchObject([expected]);
    expect(status).toBe(0);
  });

  it.each([0, 1, 2, 3, 4])('ends with the status %i of the command', async (status) => {
    expect((await run(['list'], () => status)).status).toBe(status);
  });
});

describe('when the command line is wrong', () => {
  it.each([
    [[]],
    [['unknown']],
    [['list', 'extra']],
    [['list', '--format', 'xml']],
    [['list', '--all']],
    [['pins']],
    [['pins', 'unknown']],
    [['pins', 'validate', '--format', 'xml']],
    [['pins', 'update', '--max-new', '-1']],
    [['pins', 'update', '--servers', ',']],
    [['pins', 'update', 'extra']],
    [['verify', 'a', '--fail-on', 'verified']],
    [['verify', 'a', '--fail-on']],
    [['verify', 'a', '--platform', 'linux']],
    [['verify', 'oci:d', '--as', 'NOT A NAME']],
    [['verify', 'a', '--unknown']],
    [['review', 'a', 'b']],
    [['review', 'a', '--agent', 'other']],
    [['review', 'a', '--provider', 'other']],
    [['review', 'a', '--format', 'xml']],
    [['review', 'a', '--timeout', '9']],
    [['review', 'a', '--timeout', '3h']],
    [['review', 'a', '--timeout', '1d']],
    [['review', 'a', '--timeout', '-5']],
    [['review', 'a', '--budget-tokens', '999']],
    [['review', 'a', '--budget-tokens', '1e6']],
    [['review', 'a', '--budget-tokens', '99999999']],
    [['serve', '--port', '65536']],
    [['serve', '--port', '-1']],
    [['serve', '--port', '']],
    [['serve', '--port', '0x50']],
    [['serve', '--port', '1e3']],
    [['serve', '--port', '80', '--socket', '/tmp/s']],
    [['serve', 'extra']],
  ])('refuses %j with 2, and calls nothing', async (args) => {
    const { status, called, io } = await run(args);
    expect([status, called]).toEqual([2, []]);
    expect(io.written()).toBe('');
    expect(io.complained()).not.toBe('');
  });
});

describe('when help is asked for', () => {
  it.each([[['--help']], [['list', '--help']], [['verify', '--help']], [['serve', '--help']], [['review', '--help']], [['help', 'verify']]])('%j prints it and ends with 0', async (args) => {
    const { status, io, called } = await run(args);
    expect([status, called]).toEqual([0, []]);
    expect(io.written()).toContain('Usage: mcp-trust');
    expect(io.complained()).toBe('');
  });

  it('tells exit statuses, and every option of verify', async () => {
    const { io } = await run(['verify', '--help']);
    for (const text of ['Exit status', '--all', '--format', '--config', '--fail-on', '--platform', '--as', '--sample']) expect(io.written()).toContain(text);
  });

  it('prints the version', async () => {
    const { status, io } = await run(['--version']);
    expect([status, io.written()]).toEqual([0, '1.2.3\n']);
  });
});

describe('when a command fails', () => {
  it.each([
    ['usage', 2], ['configuration_malformed', 2], ['key_malformed', 2], ['engine_absent', 3], ['catalog_loading', 3], ['cancelled', 3],
  ])('%s is told in one paragraph and ends with %i', async (code, expected) => {
    const { status, io } = await run(['list'], () => { throw new CodedError(code, 'Why.'); });
    expect(status).toBe(expected);
    expect(io.complained()).toContain(`[${code}]`);
    expect(io.complained()).not.toContain('    at ');
    expect(io.written()).toBe('');
  });

  it('tells a bug as one, with where it was', async () => {
    const { status, io } = await run(['list'], () => { throw new TypeError('broken'); });
    expect(status).toBe(3);
    expect(io.complained()).toContain('[internal]');
    expect(io.complained()).toContain('broken');
  });

  it('takes what is thrown for what it is', async () => {
    const { io } = await run(['list'], () => { throw new Error('a text', { cause: undefined }); });
    expect(io.complained()).toContain('a text');
  });

  it('does not drive the terminal with what comes from outside', async () => {
    const { io } = await run(['list'], () => { throw new CodedError('git_failed', 'remote: \u001b[2Jgone \u202Egpj.exe'); });
    expect(io.complained()).not.toMatch(/[\u001b\u202e]/);
  });
});
