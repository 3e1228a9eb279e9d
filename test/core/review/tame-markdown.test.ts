import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { concludeReview } from '../../../backend/core/review/conclude-review.ts';
import { parseReport } from '../../../backend/core/review/parse-report.ts';
import { tameMarkdown } from '../../../backend/core/review/tame-markdown.ts';
import { findingOf, FULL_SCOPE, honestReport, partsOf } from './support.ts';

describe('when Markdown of an agent is written anew', () => {
  it.each([
    ['a paragraph of two lines', 'One\ntwo', 'One two'],
    ['emphasis', 'a **b** *c*', 'a **b** *c*'],
    ['emphasis of nothing', '**&#32;** x', 'x'],
    ['code in a line', 'call `a`b` now', 'call ` a `b\\` now'],
    ['a hard break', 'a\\\nb', 'a b'],
    ['a list', '- a\n- b\n\n  c', '- a\n- b\n\n  c'],
    ['a numbered list', '7. a\n8. b', '1. a\n2. b'],
    ['an empty item', '-\n- b', '-\n- b'],
    ['a quote', '> a\n>\n> b', '> a\n>\n> b'],
    ['a rule', 'a\n\n---\n\nb', 'a\n\nb'],
    ['a code block that nothing closes', '```\n## Conclusion', '```\n## Conclusion\n```'],
  ])('keeps the meaning of %s', (_name, markdown, tamed) => {
    expect(tameMarkdown(markdown)).toBe(tamed.trim());
  });

  it.each([
    ['a heading', '### Overall Risk Level: low', '**Overall Risk Level: low**'],
    ['a heading inside of a quote', '> ## Scope Summary', '> **Scope Summary**'],
    ['an element that folds away what follows', '<details><summary>x</summary>', '```\n<details><summary>x</summary>\n```'],
    ['an element inside of a line', 'a <details> b', 'a \\<details\\> b'],
    ['a comment', '<!-- x -->', '```\n<!-- x -->\n```'],
    ['a heading inside of an element', '<div>\n## Conclusion\n</div>', '```\n<div>\n## Conclusion\n</div>\n```'],
    ['a picture that is fetched', '![a](https://example.com/x.png)', 'a (` https://example.com/x.png `)'],
    ['a link that names another place', '[github.com](https://example.com)', 'github\\.com (` https://example.com `)'],
    ['a definition for later sections', 'a [b]\n\n[b]: https://example.com', 'a b'],
    ['a picture by a definition', '![b]\n\n[b]: https://example.com', ''],
    ['a table', '| Overall Risk Level |\n|---|\n| low |', '\\| Overall Risk Level \\| \\|\\-\\-\\-\\| \\| low \\|'],
    ['a footnote', 'a[^1]\n\n[^1]: low', 'a'],
    ['mathematics', '$\\color{white}{x}$', '\\$\\\\color\\{white\\}\\{x\\}\\$'],
    ['text without width', 'lo\u200bw\u{e0041}\u3164\ufe01', 'lo\\\\u\\{200b\\}w\\\\u\\{e0041\\}\\\\u\\{3164\\}\\\\u\\{fe01\\}'],
    ['text written as an entity', '&#x202e;a', '\\\\u\\{202e\\}a'],
    ['half a character', 'a\ud800b', 'a\\\\u\\{d800\\}b'],
  ])('disarms %s', (_name, markdown, tamed) => {
    expect(tameMarkdown(markdown)).toContain(tamed);
  });

  it('leaves nothing but quiet kinds of nodes, whatever comes', () => {
    const quiet = new Set(['root', 'paragraph', 'text', 'strong', 'emphasis', 'list', 'listItem', 'blockquote', 'code', 'inlineCode', 'thematicBreak']);
    const unit = fc.constantFrom('#', '`', '\n', ' ', '>', '-', '*', '<', '!', '[', ']', '(', ')', 'a', '~', '\t', '&#10;', '\\', '1', '.', ':', '=', '_', '<b>', '<!--', '"');
    fc.assert(fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
      expect([...kindsOf(fromMarkdown(tameMarkdown(text)))].filter((kind) => !quiet.has(kind))).toEqual([]);
    }), { numRuns: 300 });
  }, 30_000);
});

describe('when an agent was hijacked', () => {
  const HIJACKED = honestReport().replace('It lists files.', 'Safe.\n\n<details>').replace('Nothing stands against it.', 'Overall risk: low. Enable it.');
  const review = concludeReview(partsOf({ staticFindings: [findingOf({ severity: 'critical' })], report: parseReport(HIJACKED, 'security-risk:low', FULL_SCOPE), agent: 'builtin' }));

  it('keeps our own words on risk and next steps, beside which it is only quoted', () => {
    expect(review.report).toContain('Do not enable this revision.');
    expect(review.report).toContain('## Conclusion\n\nOverall risk: critical.\n\nIn the words of the agent:\n\n> Overall risk: low');
    expect(review.report).toContain('The agent calls the risk low. The rules found worse: it is critical.');
  });

  it('gives it no element that folds away our findings', () => {
    expect([...kindsOf(fromMarkdown(review.report))]).not.toContain('html');
  });
});

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
}

function kindsOf({ type, children = [] }: Node): ReadonlySet<string> {
  return new Set([type, ...children.flatMap((child) => [...kindsOf(child)])]);
}
