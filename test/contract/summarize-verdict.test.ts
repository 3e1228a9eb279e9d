import { describe, expect, it } from 'vitest';
import { CODES } from '../../backend/contract/codes.ts';
import { VERDICT_TITLES, summarizeVerdict } from '../../backend/contract/summarize-verdict.ts';
import { VERDICTS } from '../../backend/contract/verification.ts';
import { decideVerdict } from '../../backend/core/verdict/decide-verdict.ts';
import { SAMPLE, labelsOf, signedWith, verifiedFacts, type FactChanges } from '../fixtures/facts.ts';

function sentence(changes: FactChanges, signer: string | null = 'Docker'): string {
  return summarizeVerdict(decideVerdict(verifiedFacts(changes)), signer);
}

function builtFrom(commit: string): FactChanges {
  return { signature: signedWith({ claim: commit }), subject: { labels: labelsOf(commit) } };
}

describe('when a verdict is summed up', () => {
  it.each([
    ['verified', {}, 'Built from the audited commit ccccccc and signed by Docker.'],
    ['outdated', builtFrom(SAMPLE.superseded), 'Signed by Docker, but one pin and 9 days old: built from aaaaaaa, pinned until 2026-05-01; the registry now pins ccccccc.'],
    ['withdrawn', builtFrom(SAMPLE.withdrawn), 'Signed by Docker, but the registry withdrew its commit bbbbbbb on 2025-12-01; it now pins ccccccc.'],
    ['never pinned', builtFrom(SAMPLE.never), 'This image says it was built from ddddddd. The registry never pinned that commit.'],
    ['unsigned', { signature: { state: 'unsigned', locations: [] } }, 'Every image of this namespace is signed, and this one is not.'],
    [
      'the publisher alone',
      { signature: { state: 'unsigned', locations: [] }, subject: { repository: SAMPLE.publisherOwn, labels: labelsOf(null) } },
      "Published by its maker, outside of Docker's signing: nothing proves or contradicts it.",
    ],
    [
      'an outage',
      { signature: { state: 'indeterminate', code: 'registry_timeout', detail: 'after 10 s', rejected: [], newKeyFingerprint: null } },
      "Couldn't check: the registry didn't answer in time: after 10 s.",
    ],
  ] as const)('says it in one sentence: %s', (_, changes, expected) => {
    expect(sentence(changes)).toBe(expected);
  });

  it('names the key where nobody is known to hold it', () => {
    expect(sentence({}, null)).toBe('Built from the audited commit ccccccc and signed by Docker MCP key.');
  });

  it('stays a sentence without any check', () => {
    expect(summarizeVerdict({ verdict: 'verified', code: null, checks: [] })).toMatch(/signed by a trusted key\.$/);
    expect(summarizeVerdict({ verdict: 'outdated', code: 'pin_superseded', checks: [] })).toMatch(/some pins and some days/);
    expect(summarizeVerdict({ verdict: 'unverified', code: null, checks: [] })).toMatch(/\.$/);
  });

  it.each(VERDICTS)('has a title and, for every code, one line for %s', (verdict) => {
    expect(VERDICT_TITLES[verdict]).not.toBe('');
    for (const code of CODES) expect(summarizeVerdict({ verdict, code, checks: [] })).toMatch(/^[A-Z][^\n{}[\]]+\.$/);
  });
});
