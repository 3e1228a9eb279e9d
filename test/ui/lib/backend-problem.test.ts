import { describe, expect, it } from 'vitest';
import { toMalformed, toRefusal, toUnreachable } from '../../../ui/src/lib/backend-problem.ts';
import { asProblem, toLoadable } from '../../../ui/src/lib/loadable.ts';
import { retryDelay } from '../../../ui/src/lib/retry-delay.ts';

describe('when an answer is read as a refusal', () => {
  it('takes the three words of the contract', () => {
    expect(toRefusal({ code: 'git_timeout', message: 'm', hint: 'h' })).toMatchObject({ kind: 'refused', code: 'git_timeout', hint: 'h' });
  });

  it.each([
    ['nothing', null],
    ['text', 'internal'],
    ['a code that is not in the contract', { code: 'made_up', message: 'm', hint: 'h' }],
    ['an answer without hint', { code: 'git_timeout', message: 'm' }],
  ])('refuses %s', (_reason, answer) => {
    expect(toRefusal(answer)).toBeNull();
  });

  it('does not repeat the query of a path, which may hold names', () => {
    expect(toMalformed('/api/export?key=secret').message).not.toContain('secret');
  });
});

describe('when a query becomes a screen', () => {
  const problem = toUnreachable();

  it.each([
    ['nothing yet', { data: undefined, error: null }, 'loading'],
    ['a failure', { data: undefined, error: problem }, 'error'],
    ['no rows', { data: [], error: null }, 'empty'],
    ['rows', { data: [1], error: null }, 'data'],
    ['rows and a later failure: the rows stay', { data: [1], error: problem }, 'data'],
  ])('shows %s', (_reason, query, kind) => {
    expect(toLoadable(query, (rows) => rows.length === 0).kind).toBe(kind);
  });

  it('throws a bug on instead of showing it as an outage', () => {
    expect(() => asProblem(new TypeError('bug'))).toThrow(TypeError);
  });
});

describe('when the backend keeps failing', () => {
  it('waits twice as long each time, up to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 99].map(retryDelay)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });
});
