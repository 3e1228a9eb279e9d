import { describe, expect, test } from 'vitest';
import { isSupporting } from '../../../backend/analysis/is-supporting.ts';
import { createProjectView } from '../../../backend/analysis/project-view.ts';
import type { Hit, Rule, RuleExample, SourceFile } from '../../../backend/analysis/rule.ts';
import { TEXT_RULES } from '../../../backend/analysis/rules/text/text-rules.ts';
import { worstRisk } from '../../../backend/core/review/risk.ts';

const project = createProjectView({ server: 'own', title: 'Own', description: '', allowedHosts: [], otherServers: ['github'] }, [], []);

function hits(rule: Rule, { path, text }: RuleExample): Hit[] {
  const file: SourceFile = { path, text, language: null, root: null, isSupporting: isSupporting(path) };
  return [...rule.check(file, project)];
}

describe.each(TEXT_RULES.map((rule) => [rule.id, rule] as const))('when the rule %s reads its examples', (_, rule) => {
  test.each(rule.matches.map((example, index) => [index, example] as const))('it finds what it must in example %i', (_index, example) => {
    const found = hits(rule, example);
    expect(found.length).toBeGreaterThan(0);
    if (example.severity !== undefined) expect(worstRisk(found.map((hit) => hit.severity ?? rule.severity))).toBe(example.severity);
  });

  test.each(rule.ignores.map((example, index) => [index, example] as const))('it finds nothing in example %i', (_index, example) => {
    expect(hits(rule, example)).toEqual([]);
  });
});
