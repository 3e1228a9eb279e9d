import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { updateCommand } from '../../../backend/cli/pins/update-command.ts';
import { validateCommand } from '../../../backend/cli/pins/validate-command.ts';
import type { PinsUpdateFlags, PinsValidateFlags } from '../../../backend/cli/pins/pins-flags.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';
import { NEW, OLD, PinsSetting } from '../../app/pins/pins-setting.ts';
import { recordIo } from '../support/record-io.ts';

const { signal } = new AbortController();
let setting: PinsSetting;
beforeEach(() => { setting = new PinsSetting(); });

async function validate(flags: Partial<PinsValidateFlags> = {}) {
  const io = recordIo();
  const upstream = flags.upstream === true ? setting.upstream : null;
  const status = await validateCommand({ folder: setting.folder, upstream, servers: [], flags: { registry: '.', format: 'table', ...flags }, io, signal });
  return { status, text: io.written() };
}

async function update(flags: Partial<PinsUpdateFlags> = {}) {
  const io = recordIo();
  const status = await updateCommand({ folder: setting.folder, upstream: setting.upstream, flags: { registry: '.', servers: [], format: 'table', ...flags }, io, signal });
  return { status, text: io.written() };
}

const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}]/u;
const gone = (): void => {
  setting.add('gone');
  setting.upstream.failures.set('https://forge.example/gone', new CodedError('upstream_unreachable', 'No.'));
};

describe('when pins are validated', () => {
  it('ends well where nothing is wrong', async () => {
    setting.add('p');
    expect(await validate()).toEqual({ status: 0, text: '1 server: 0 problems in 0\n' });
    expect((await validate({ format: 'github' })).text).toBe('');
  });

  it('tells place, code and mend', async () => {
    setting.add('p', { commit: OLD.toUpperCase() });
    const { status, text } = await validate();
    expect([status, text.includes('servers/p/server.yaml:14:11: '), text.includes('[entry_commit_uppercase]'), text.includes(`Write ${OLD}`)]).toEqual([1, true, true, true]);
  });

  it('ends with 3 where a project could not be asked, and with 1 where there is a problem too', async () => {
    gone();
    expect((await validate({ upstream: true })).status).toBe(3);
    setting.folder.add('broken', 'a: [');
    const { status, text } = await validate({ upstream: true, format: 'github' });
    expect([status, text.split('\n').map((line) => line.slice(0, 9))]).toEqual([1, ['::error f', '::warning', '']]);
  });

  it('is JSON of its form', async () => {
    gone();
    setting.folder.add('broken', 'a: [');
    const schema = z.strictObject({
      servers: z.literal(2),
      problems: z.array(z.strictObject({ server: z.string(), file: z.string(), line: z.number(), column: z.number(), code: z.string(), detail: z.string(), mend: z.null(), message: z.string(), hint: z.string() })).length(1),
      unknowns: z.array(z.strictObject({ server: z.string(), file: z.string(), project: z.string(), code: z.string(), detail: z.string(), message: z.string(), hint: z.string() })).length(1),
    });
    expect(schema.parse(JSON.parse((await validate({ upstream: true, format: 'json' })).text)).problems[0]?.code).toBe('entry_yaml_invalid');
  });

  it.each(['table', 'json', 'github'] as const)('drives no terminal as %s', async (format) => {
    setting.folder.add('p\u001b[2J\n::error::x', 'name: "\\e[31m\\n::error::y"\nimage: "a\\u202eb"\nsource:\n  project: "x\\r\\n::warning::"\n  branch: "\\e]0;t\\a"\n');
    const { text } = await validate({ format });
    expect(text).not.toMatch(UNPRINTABLE);
    if (format === 'github') for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^::error file=/);
  });
});

describe('when pins are updated', () => {
  it('tells what moved', async () => {
    setting.add('p');
    setting.project('p');
    const { status, text } = await update();
    expect(status).toBe(0);
    for (const part of ['p', 'updated', OLD.slice(0, 7), NEW.slice(0, 7), 'automation/update-pin-p', '1 servers of 1 projects']) expect(text).toContain(part);
  });

  it('passes its flags on', async () => {
    for (const name of ['a', 'b', 'c']) {
      setting.add(name);
      setting.project(name);
    }
    await update({ dryRun: true });
    expect(setting.folder.pushes).toEqual([]);
    await update({ servers: ['a', 'b'], maxNew: 1, push: 'origin', skipUnrelated: true });
    expect(setting.folder.pushes).toMatchObject([{ remote: 'origin', moves: [{ branch: 'automation/update-pin-a' }] }]);
  });

  it.each([
    ['an outage', gone, 3],
    ['an entry', () => { setting.folder.add('broken', 'a: ['); }, 1],
    ['both', () => { gone(); setting.folder.add('broken', 'a: ['); }, 1],
    ['a branch that was rewritten', () => { setting.add('p'); setting.project('p', { branches: { main: [NEW], old: [OLD] } }); }, 1],
    ["a person's branch", () => { setting.add('p'); setting.project('p'); setting.folder.branches.set('automation/update-pin-p', OLD); }, 0],
  ])('has a status for %s', async (_name, make, expected) => {
    make();
    expect((await update()).status).toBe(expected);
  });

  it('tells no token of a remote', async () => {
    setting.add('p');
    setting.project('p');
    const { text } = await update({ push: 'https://x:secret@forge.example/registry', format: 'json' });
    expect([text.includes('secret'), text.includes('https://forge.example/registry')]).toEqual([false, true]);
  });

  it('names those that failed at the end', async () => {
    gone();
    setting.add('p');
    setting.project('p');
    const { text } = await update();
    expect(text.trimEnd().split('\n').at(-2)).toMatch(/^gone: .*\[upstream_unreachable\]$/);
  });

  it.each(['table', 'json'] as const)('drives no terminal as %s', async (format) => {
    setting.add('p');
    setting.project('p');
    setting.folder.add('q\u001b[2J\u202e', 'a: [\u0007');
    expect((await update({ format })).text).not.toMatch(UNPRINTABLE);
  });
});
