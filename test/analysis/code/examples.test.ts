import { describe, expect, it } from 'vitest';
import { CODE_RULES } from '../../../backend/analysis/rules/code/code-rules.ts';
import { hitsOf, worstOf } from '../support.ts';

describe.each(CODE_RULES.map((rule) => ({ id: rule.id, rule })))('when $id meets its examples', ({ rule }) => {
  it.each(rule.matches.map((example, index) => ({ ...example, index })))('finds $index $path', ({ path, text, severity }) => {
    const hits = hitsOf(rule, path, text);
    expect(worstOf(rule, hits)).toBe(severity ?? rule.severity);
  });

  it.each(rule.ignores.map((example, index) => ({ ...example, index })))('leaves $index $path alone', ({ path, text }) => {
    expect(hitsOf(rule, path, text)).toEqual([]);
  });
});
