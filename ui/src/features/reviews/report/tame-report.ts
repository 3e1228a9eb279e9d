import { toPlainLines, toPlainText } from '../../../components/text/plain-text.ts';

/** Deepest nesting, and most nodes, of a report that is drawn as Markdown. */
const MAX_DEPTH = 40;
const MAX_NODES = 20_000;
const MAX_VALUE = 100_000;
const MAX_ADDRESS = 600;

/** What this needs to know of a node of Markdown (mdast). */
interface MarkdownNode {
  type: string;
  value?: string;
  url?: string;
  alt?: string | null | undefined;
  title?: string | null | undefined;
  children?: MarkdownNode[];
}

/** A report that is made to break whoever draws it; it is shown as plain text instead. */
export class WildReport extends Error {}

/**
 * Makes a parsed report harmless in place: HTML becomes text, and every character that deceives shows its name, also those
 * that were written as entities. Walks without recursion.
 * @throws WildReport where it is nested too deeply, or too large
 */
export function tameReport(root: MarkdownNode): void {
  const waiting: { readonly node: MarkdownNode; readonly depth: number }[] = [{ node: root, depth: 0 }];
  let count = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    count += 1;
    if (depth > MAX_DEPTH || count > MAX_NODES) throw new WildReport('The report is nested too deeply, or has too many parts.');
    tame(node);
    for (const child of node.children ?? []) waiting.push({ node: child, depth: depth + 1 });
  }
}

function tame(node: MarkdownNode): void {
  if (node.type === 'html') node.type = 'text';
  if (node.value !== undefined) node.value = toPlainLines(node.value, MAX_VALUE);
  // Everything beyond printable ASCII is percent-encoded when the address is drawn.
  if (node.url !== undefined) node.url = node.url.slice(0, MAX_ADDRESS);
  if (typeof node.alt === 'string') node.alt = toPlainText(node.alt);
  delete node.title;
}
