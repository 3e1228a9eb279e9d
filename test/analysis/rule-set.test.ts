import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULE_SET_VERSION, RULES } from '../../backend/analysis/rule-set.ts';
import { listRuleSources, renderRulesPage, toRuleSetDigest } from './rules-page.ts';

describe('when the rules are taken together', () => {
  it('gives each a name of its own', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    expect(RULES.filter(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id === 'agent')).toEqual([]);
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('has words and examples for %s', (_id, rule) => {
    expect(rule.title.length > 0 && rule.why.length > 40 && rule.mend.length > 20).toBe(true);
    expect(rule.matches.length).toBeGreaterThan(0);
    expect(rule.ignores.length).toBeGreaterThan(0);
  });

  it('has a version that changes with them: raise RULE_SET_VERSION, then run test/analysis/write-rules-page.ts', () => {
    const recorded: unknown = JSON.parse(readFileSync(new URL('rule-set.json', import.meta.url), 'utf8'));
    expect({ version: RULE_SET_VERSION, digest: toRuleSetDigest(listRuleSources()) }).toEqual(recorded);
  });

  it('is what docs/rules.md says: run test/analysis/write-rules-page.ts', () => {
    expect(readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8')).toBe(renderRulesPage());
  });
});
