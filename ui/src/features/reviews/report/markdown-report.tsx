import type { ComponentProps, ReactNode } from 'react';
import Markdown from 'react-markdown';
import { tameReport } from './tame-report.ts';

type Components = NonNullable<ComponentProps<typeof Markdown>['components']>;

/** Below the headings of the page; no link leads anywhere, no picture is loaded. */
const COMPONENTS: Components = {
  h1: 'h4', h2: 'h5', h3: 'h6', h4: 'h6', h5: 'h6',
  a: ({ href, children }) => <span>{children}{typeof href === 'string' && href !== '' && <code className="report-address"> ({href})</code>}</span>,
  img: ({ alt, src }) => <span>[picture{typeof alt === 'string' && alt !== '' && `: ${alt}`}{typeof src === 'string' && src !== '' && <code className="report-address"> ({src})</code>}]</span>,
  pre: ({ children }) => <pre tabIndex={0} aria-label="Code">{children}</pre>,
};

const PLUGINS = [() => tameReport];

/** A report of Markdown from outside: HTML is text, links and pictures are words with their address. May throw: stand it under a boundary. */
export function MarkdownReport({ text }: { readonly text: string }): ReactNode {
  // Addresses are shown and never followed, so they need not be cleaned.
  return <Markdown remarkPlugins={PLUGINS} components={COMPONENTS} urlTransform={(url) => url}>{text}</Markdown>;
}
