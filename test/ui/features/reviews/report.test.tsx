import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isTameText } from '../../../../ui/src/features/reviews/report/is-tame-text.ts';
import { ReportText } from '../../../../ui/src/features/reviews/report/report-text.tsx';
import { tameReport, WildReport } from '../../../../ui/src/features/reviews/report/tame-report.ts';

vi.setConfig({ testTimeout: 30_000 });
afterEach(cleanup);

const MARK = 'End of the report.';

async function draw(text: string): Promise<HTMLElement> {
  const { container } = render(<ReportText text={`${text}\n\n${MARK}`} />);
  await screen.findByText((content) => content.includes(MARK), {}, { timeout: 10_000 });
  return container;
}

describe('when a report is drawn', () => {
  it('keeps headings, lists and code, below the headings of the page', async () => {
    const container = await draw('# Title\n\n## Part\n\n- one\n\n```\ncode\n```');
    expect(['h4', 'h5', 'li', 'pre'].map((name) => container.querySelector(name)?.textContent)).toEqual(['Title', 'Part', 'one', 'code\n']);
    expect(container.querySelector('h1, h2, h3')).toBeNull();
  });

  it.each([
    ['a script', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['a picture of HTML', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['a comment that hides text', 'a <!-- hidden --> b', '<!-- hidden -->'],
    ['a link', '[click](https://evil.example/a)', 'click (https://evil.example/a)'],
    ['a link with a script', '[click](javascript:alert(1))', 'click (javascript:alert(1))'],
    ['a reference', '[click][1]\n\n[1]: https://evil.example/b "title"', 'click (https://evil.example/b)'],
    ['an automatic link', '<https://evil.example/c>', '(https://evil.example/c)'],
    ['a picture', '![logo](https://evil.example/p.png)', '[picture: logo (https://evil.example/p.png)]'],
    ['a direction written as an entity', 'exe&#x202E;txt', 'exe⟨U+202E⟩txt'],
    ['a direction in code', '`a\u202eb`', 'a⟨U+202E⟩b'],
    ['a direction in an address', '[x](https://e.example/\u202egpj)', 'https://e.example/%E2%80%AEgpj'],
  ])('shows %s as text', async (_reason, text, shown) => {
    const container = await draw(text);
    expect(container.textContent).toContain(shown);
    expect(container.querySelector('a, img, script, iframe, [href], [src], [title]')).toBeNull();
    expect(/[\u202A-\u202E\u2066-\u2069]/.test(container.innerHTML)).toBe(false);
  });
});

describe('when a report is made to break who draws it', () => {
  const lines = (line: string, count: number): string => Array.from({ length: count }, () => line).join('\n');

  it.each([
    ['a megabyte', 'a '.repeat(500_000)],
    ['one endless line', 'x'.repeat(30_000)],
    ['quotes within quotes', `${'>'.repeat(5_000)} a`],
    ['spaced quotes', `${'> '.repeat(5_000)}a`],
    ['lists within lists', `${'- '.repeat(5_000)}a`],
    ['open brackets', '['.repeat(15_000)],
    ['open brackets over lines', lines('['.repeat(50), 100)],
    ['stars', lines('*a '.repeat(50), 100)],
    ['backticks', lines('`'.repeat(49), 100)],
  ])('shows plain text: %s', (_reason, text) => {
    expect(isTameText(text)).toBe(false);
    const { container } = render(<ReportText text={text} />);
    expect(container.querySelector('pre')?.getAttribute('aria-label')).toBe('Report as text');
  });

  it('shows plain text where only the parsed tree shows how deep it is', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const deep = Array.from({ length: 30 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n');
    expect(isTameText(deep)).toBe(true);
    render(<ReportText text={deep} />);
    await screen.findByLabelText('Report as text', {}, { timeout: 10_000 });
    vi.restoreAllMocks();
  });

  it('refuses a tree that is too deep, without recursion', () => {
    const root: { type: string; children: unknown[] } = { type: 'root', children: [] };
    let place = root;
    for (let depth = 0; depth < 100_000; depth += 1) {
      const child = { type: 'blockquote', children: [] };
      place.children.push(child);
      place = child;
    }
    expect(() => { tameReport(root as Parameters<typeof tameReport>[0]); }).toThrow(WildReport);
  });

  it.each([
    ['an ordinary report', '# Security Review\n\n- **Mode:** full\n\n    indented code'],
    ['a long list', lines('- [a](b) `c` *d*', 100)],
    ['nothing', ''],
  ])('draws %s', (_reason, text) => {
    expect(isTameText(text)).toBe(true);
  });
});
