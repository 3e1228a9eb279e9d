import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../backend/app/present/to-markdown.ts';
import { toFailedVerification } from '../../../backend/app/present/to-failed-verification.ts';
import type { Verification } from '../../../backend/contract/verification.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';

const NOW = '2026-06-15T12:00:00Z';

function verificationOf(change: Partial<Verification> = {}): Verification {
  return { ...toFailedVerification({ reference: 'mcp/thing', error: new CodedError('offline', ''), now: NOW }), ...change };
}

/** The text without what a backslash makes literal. */
const active = (text: string): string => text.replace(/\\./g, '');

const HOSTILE: readonly (readonly [string, string, RegExp])[] = [
  ['a link', '[click](https://evil.example)', /\]\(/],
  ['a bare address', 'see https://evil.example/x', /https?:\/\//],
  ['a bare address in capitals', 'see HTTPS://evil.example/x', /https?:\/\//i],
  ['an address by name', 'see www.evil.example', /www\./],
  ['an address of mail', 'mailto:a', /mailto:/],
  ['a picture', '![x](https://evil.example/p.png)', /!\[/],
  ['HTML', '<img src=x onerror=alert(1)>', /</],
  ['an autolink', '<https://evil.example>', /</],
  ['an entity', '&lt;b&gt;', /&/],
  ['emphasis', '**verified** __verified__ ~~no~~', /\*\*|__|~~/],
  ['code', '`rm`', /`/],
  ['a formula', '$\\color{green}{verified}$', /\$/],
  ['a cell of the table', 'a | passed | b', /evil/],
  ['a new line', 'x\n## mcp/fake: Verified\n', /^## mcp\/fake/m],
  ['a new line of another kind', 'x\r## fake\u2028## fake\u0085## fake', /[\r\u2028\u0085]|^## fake/m],
  ['control characters and directions', 'x\u001b[31m\u202e', /[\u001b\u202e]/],
  ['a backslash before what is escaped', '\\[x](y)', /\]\(/],
];

describe('when a report is made', () => {
  it.each(HOSTILE)('takes %s for text, wherever it stands', (_name, text, forbidden) => {
    const [first, ...rest] = verificationOf().checks;
    if (first === undefined) throw new Error('there are checks');
    const report = toMarkdown([verificationOf({
      reference: text,
      summary: text,
      image: { id: text, digest: text, platform: text },
      revision: { label: text, claim: text, pin: text, url: text },
      signature: { ...verificationOf().signature, keyFingerprint: text, loggedAt: text },
      publisher: { level: 'community', name: text, builtBy: 'unknown', evidence: [text] },
      checks: [{ ...first, message: text }, ...rest],
    })], NOW);
    expect(active(report)).not.toMatch(forbidden);
    const [row = ''] = report.split('\n').filter((line) => line.startsWith('| image |'));
    expect(active(row).split('|')).toHaveLength(6);
    expect(report.split('\n').filter((line) => line.startsWith('## '))).toHaveLength(1);
  });

  it('holds every image with verdict, steps and codes', () => {
    const report = toMarkdown([verificationOf(), verificationOf({ reference: 'mcp/other', verdict: 'mismatch' })], NOW);
    expect(report).toContain('2 images');
    expect(report).toContain("## mcp/thing: Couldn't check");
    expect(report).toContain('## mcp/other: Mismatch');
    expect(report.match(/^\| (image|digest|signature|reference|claim|label|catalog|entry|pin) \|/gm)).toHaveLength(18);
    expect(report).toContain('| offline |');
  });

  it('shows each command once, as code', () => {
    const checks = verificationOf().checks.map((check) => ({ ...check, commands: ['cosign verify x'] }));
    const report = toMarkdown([verificationOf({ checks })], NOW);
    expect(report.match(/^ {4}cosign verify x$/gm)).toHaveLength(1);
    expect(toMarkdown([verificationOf()], NOW)).toContain('1 image.');
  });
});
