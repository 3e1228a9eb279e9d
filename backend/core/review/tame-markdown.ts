import type { ListItem, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toCodeBlock, toCodeSpan, toMarkdownText } from './markdown-text.ts';

/**
 * Markdown from outside, written anew: paragraphs, lists, quotes, emphasis and code stay. Headings are bold lines, links and
 * pictures show their address, HTML is shown as the text it is, and definitions are left out. So none of it can fold away,
 * swallow, rename or imitate what stands around it, and nothing is fetched for it.
 */
export function tameMarkdown(markdown: string): string {
  return toBlocks(fromMarkdown(markdown).children);
}

/** Markdown as a block quote. */
export function toQuote(markdown: string): string {
  return markdown.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n');
}

function toBlocks(nodes: readonly RootContent[]): string {
  return nodes.map(toBlock).filter((block) => block !== '').join('\n\n');
}

function toBlock(node: RootContent): string {
  switch (node.type) {
    case 'heading':
      return inMarks('**', toLine(node.children));
    case 'list':
      return node.children.map((item, index) => toItem(node.ordered === true ? `${index + 1}. ` : '- ', item)).join('\n');
    case 'blockquote':
      return toQuote(toBlocks(node.children));
    case 'code':
    case 'html':
      return toCodeBlock(node.value);
    default:
      return 'children' in node ? toLine(node.children) : '';
  }
}

function toItem(mark: string, { children }: ListItem): string {
  const [first, ...rest] = toBlocks(children).split('\n');
  return [`${mark}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(mark.length)}${line}`.trimEnd())].join('\n');
}

function toLine(nodes: readonly RootContent[]): string {
  return nodes.map(toSpan).join('').trim();
}

function toSpan(node: RootContent): string {
  switch (node.type) {
    case 'inlineCode':
      return toCodeSpan(node.value);
    case 'strong':
      return inMarks('**', toLine(node.children));
    case 'emphasis':
      return inMarks('*', toLine(node.children));
    case 'link':
      return `${toLine(node.children)} (${toCodeSpan(node.url)})`;
    case 'image':
      return `${toMarkdownText(String(node.alt))} (${toCodeSpan(node.url)})`;
    case 'break':
      return ' ';
    default:
      if ('children' in node) return toLine(node.children);
      return 'value' in node ? toMarkdownText(node.value) : '';
  }
}

function inMarks(mark: string, text: string): string {
  return text === '' ? '' : `${mark}${text}${mark}`;
}
