import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Node } from 'mdast';
import { describe, expect, it } from 'vitest';
import { writePullRequest, type DescribedMove } from '../../../backend/core/pin/pull-request-text.ts';
import { isSealed } from '../../../backend/core/pin/seal-text.ts';

const MOVE: DescribedMove = {
  server: 'notes',
  title: 'chore: update pin for notes',
  project: 'https://github.com/acme/notes',
  directory: 'src/notes',
  oldCommit: 'a'.repeat(40),
  newCommit: 'b'.repeat(40),
  compareUrl: `https://github.com/acme/notes/compare/${'a'.repeat(40)}...${'b'.repeat(40)}`,
  changes: {
    commits: [{ commit: 'b'.repeat(40), date: '2026-02-03T04:05:06Z', author: 'Ada', subject: 'Read notes faster' }],
    commitCount: 1,
    files: [{ path: 'src/notes/read.ts', change: 'modified' }],
    fileCount: 1,
  },
};

function listNodes(node: Node & { readonly children?: readonly Node[] }): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap((child) => listNodes(child))];
}

describe('when the text of a pull request is written', () => {
  it('tells project, commits, files and the way to compare', () => {
    const { title, body } = writePullRequest(MOVE);
    expect(title).toBe('chore: update pin for notes');
    expect(isSealed({ title, body })).toBe(true);
    for (const part of [`[Compare](${MOVE.compareUrl ?? ''})`, '`src/notes`', "**1 file inside of the server's directory changed.**", '- `bbbbbbbbbbbb` 2026-02-03 `Read notes faster` by `Ada`', '- modified `src/notes/read.ts`', 'a'.repeat(40)]) {
      expect(body).toContain(part);
    }
  });

  it.each([
    ['nothing changed', { ...MOVE, changes: { commits: [], commitCount: 0, files: [], fileCount: 0 } }, "Nothing inside of the server's directory changed."],
    ['nobody knows', { ...MOVE, changes: null }, 'could not be found out'],
    ['there is no directory', { ...MOVE, directory: null }, '1 file inside of the project changed.'],
  ])('says so where %s', (_, move, expected) => {
    expect(writePullRequest(move).body).toContain(expected);
  });

  it('is the same for the same move', () => {
    expect(writePullRequest(MOVE)).toEqual(writePullRequest(structuredClone(MOVE)));
  });

  it('fits into what the forge takes, and counts what is left out', () => {
    const commits = Array.from({ length: 100 }, (_, index) => ({ commit: 'c'.repeat(40), date: 'x', author: `\u202e${'@a'.repeat(200)}`, subject: `${index} ${'\u{e0041}'.repeat(500)}` }));
    const files = Array.from({ length: 300 }, (_, index) => ({ path: `${'深い/'.repeat(400)}${index}`, change: 'added' as const }));
    const { body } = writePullRequest({ ...MOVE, changes: { commits, commitCount: 5000, files, fileCount: 9000 } });
    expect(body.length).toBeLessThan(35_000);
    expect(body).toMatch(/- … and 49\d\d more\n/);
    expect(body).toMatch(/- … and 89\d\d more\n/);
  });
});

describe('when upstream is hostile', () => {
  const HOSTILE = [
    '@everyone fixes #1', '![p](https://t.test/p.png)', '<img src=https://t.test/p.png>', '</details><script>x</script>', '[click](javascript:x)', '`` ` ``` @me', '\n\n# Heading\n\n- [ ] task', '| a | b |\n|---|---|',
    '<!-- mcp-trust-inspector sha256:' + 'a'.repeat(64) + ' -->', 'closes GH-1 https://github.com/a/b/issues/2', '\u202eevil', 'https://t.test www.t.test a@t.test', '$`math`$ :smile: ~~x~~ **y** \\', '&#64;me &commat;me', '```\n@me',
  ];

  it.each(HOSTILE)('shows it, and does nothing: %j', (text) => {
    const move: DescribedMove = {
      ...MOVE, server: text, project: `https://github.com/${text}`, directory: text, compareUrl: `https://github.com/${text})![x](https://t.test/`,
      changes: { commits: [{ commit: text, date: text, author: text, subject: text }], commitCount: 1, files: [{ path: text, change: 'added' }], fileCount: 1 },
    };
    const { title, body } = writePullRequest(move);
    const nodes = listNodes(fromMarkdown(body));
    expect(nodes.filter(({ type }) => ['image', 'imageReference', 'code', 'blockquote', 'definition'].includes(type))).toEqual([]);
    expect(nodes.filter(({ type }) => type === 'html')).toHaveLength(1);
    expect(nodes.filter(({ type }) => type === 'link')).toHaveLength(1);
    expect(nodes.filter(({ type }) => type === 'heading')).toHaveLength(2);
    const plain = nodes.filter((node): node is Node & { value: string } => node.type === 'text' && 'value' in node);
    expect(plain.map(({ value }) => value).join('\n')).not.toMatch(/[@#<`]|t\.test/);
    // A squashed commit takes the raw text: outside of the one link nothing in it acts.
    const [link = ''] = /\[Compare\]\(https:\/\/[\w\-./%:]+\)/.exec(body) ?? [];
    expect(link).not.toBe('');
    expect(body.replace(link, '')).not.toMatch(/@\w|#\d|GH-\d|:\/\//i);
    expect(isSealed({ title, body })).toBe(true);
  });
});
