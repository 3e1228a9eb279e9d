import { describe, expect, it } from 'vitest';
import { commitUrl } from '../../../backend/app/present/commit-url.ts';
import { toWireError } from '../../../backend/app/present/to-wire-error.ts';
import { errorSchema } from '../../../backend/contract/api.ts';
import { CODES } from '../../../backend/contract/codes.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';

describe('when an error goes to the wire', () => {
  it.each(CODES)('%s has words and its own message', (code) => {
    const wire = toWireError(new CodedError(code, 'Why it failed.'));
    expect(errorSchema.parse(wire)).toEqual(wire);
    expect([wire.code, wire.message]).toEqual([code, 'Why it failed.']);
    expect(toWireError(new CodedError(code, '')).message).not.toBe('');
  });

  it.each([
    ['a bug', new TypeError('password=hunter2')],
    ['a code that does not exist', new CodedError('made_up', 'password=hunter2')],
    ['a text', 'password=hunter2'],
    ['nothing', undefined],
    ['something that looks like a coded error', { code: 'offline', message: 'password=hunter2' }],
  ])('says nothing of %s', (_name, error) => {
    const wire = toWireError(error);
    expect(wire.code).toBe('internal');
    expect(JSON.stringify(wire)).not.toContain('hunter2');
  });

  it('has neither stack nor cause', () => {
    const wire = toWireError(new CodedError('git_failed', 'It failed.', { cause: new Error('secret cause') }));
    expect(Object.keys(wire).sort()).toEqual(['code', 'hint', 'message']);
    expect(JSON.stringify(wire)).not.toMatch(/secret cause| {4}at /);
  });

  it('is printable, line by line, and not endless', () => {
    const { message } = toWireError(new CodedError('git_failed', `one\u001b[2J\ntwo\u202e\n${'x'.repeat(1_000_000)}`));
    expect(message).not.toMatch(/[\u001b\u202e]/);
    expect(message.split('\n')).toHaveLength(3);
    expect(message.length).toBeLessThan(2000);
  });
});

describe('when a commit has an address', () => {
  const commit = 'A'.repeat(40);
  it.each([
    ['https://github.com/acme/thing', commit, `https://github.com/acme/thing/commit/${'a'.repeat(40)}`],
    ['https://github.com/acme/thing/', commit, `https://github.com/acme/thing/commit/${'a'.repeat(40)}`],
    ['https://gitlab.com/acme/thing', commit, `https://gitlab.com/acme/thing/-/commit/${'a'.repeat(40)}`],
    ['http://github.com/acme/thing', commit, null],
    ['https://github.com.evil.example/acme/thing', commit, null],
    ['https://github.com@evil.example/acme/thing', commit, null],
    ['javascript:alert(1)//github.com', commit, null],
    ['not an address', commit, null],
    [null, commit, null],
    ['https://github.com/acme/thing', null, null],
    ['https://github.com/acme/thing', 'main', null],
    ['https://github.com/acme/thing', `${'a'.repeat(39)}/`, null],
  ])('%s at %s', (project, revision, expected) => {
    expect(commitUrl(project, revision)).toBe(expected);
  });
});
