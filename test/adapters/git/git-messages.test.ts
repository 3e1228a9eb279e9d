import { describe, expect, it } from 'vitest';
import { parseGitProgress, redactGitMessage, summarizeGitFailure } from '../../../backend/adapters/git/git-messages.ts';

describe('when git reports progress', () => {
  it.each([
    ['Receiving objects:  42% (420/1000), 1.2 MiB | 600 KiB/s', { phase: 'Receiving objects', percent: 42 }],
    ['remote: Compressing objects: 100% (12/12), done.', { phase: 'Compressing objects', percent: 100 }],
    ['remote: Enumerating objects: 1234, done.', { phase: 'Enumerating objects', percent: null }],
    ['Resolving deltas: 999% (1/1)', { phase: 'Resolving deltas', percent: 100 }],
    ['fatal: repository not found', null],
    ['', null],
    ['remote: <b>Receiving</b>: 10%', null],
  ])('%j is %j', (line, expected) => {
    expect(parseGitProgress(line)).toEqual(expected);
  });
});

describe('when a message is shown', () => {
  it.each([
    ["unable to access 'https://user:hunter2@git.corp/x.git/': 403", 'hunter2'],
    ["unable to access 'https://ghp_hunter2@github.com/x'", 'hunter2'],
    ['https://git.corp/x?private_token=hunter2 failed', 'hunter2'],
    ['https://a:p@hunter2@git.corp/x', 'hunter2'],
  ])('keeps no secret of %s', (text, secret) => {
    expect(redactGitMessage(text)).not.toContain(secret);
  });

  it('keeps the rest of it', () => {
    expect(redactGitMessage("fatal: unable to access 'https://u:p@git.corp/x.git/'")).toBe("fatal: unable to access 'https://git.corp/x.git/'");
  });

  it('has no control characters of a hostile remote', () => {
    expect(summarizeGitFailure('remote: \u001b[2J\u0007gone\nfatal: \u001b[31mred')).toBe('fatal:  [31mred');
  });

  it('is what failed, not the progress before', () => {
    expect(summarizeGitFailure('Receiving objects:  10% (1/10)\rReceiving objects:  20% (2/10)\nfatal: early EOF\n')).toBe('fatal: early EOF');
  });

  it('is short, however much a remote says', () => {
    expect(summarizeGitFailure(`fatal: ${'x'.repeat(100_000)}`).length).toBeLessThanOrEqual(500);
  });
});
