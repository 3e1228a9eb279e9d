/** Largest report that is drawn as Markdown, in characters and lines; a larger one is shown as text. */
const MAX_CHARACTERS = 120_000;
const MAX_LINES = 5_000;
const MAX_LINE = 20_000;
/** Most markers of containers (quotes, lists) that a line may open, and all lines together: nesting costs far more than its length. */
const MAX_CONTAINERS = 8;
const MAX_ALL_CONTAINERS = 3_000;
/** Deepest indentation, which nests lists as well. */
const MAX_INDENT = 80;
/** Most characters that can open a span in one paragraph, and in all: resolving them costs the square of their number. */
const MAX_OPENERS = 600;
const MAX_ALL_OPENERS = 12_000;

const PREFIX = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/;
const OPENERS = /[[\]*_`<!&]/g;

/** Whether a report can be parsed as Markdown in reasonable time; decided before any parser sees it. */
export function isTameText(text: string): boolean {
  if (text.length > MAX_CHARACTERS) return false;
  const lines = text.split('\n');
  if (lines.length > MAX_LINES) return false;
  const sum = { containers: 0, openers: 0 };
  let paragraph = 0;
  for (const line of lines) {
    const prefix = PREFIX.exec(line)?.[0] ?? '';
    const containers = prefix.replace(/[\s\d]/g, '').length;
    const openers = line.match(OPENERS)?.length ?? 0;
    paragraph = line.trim() === '' ? 0 : paragraph + openers;
    sum.containers += containers;
    sum.openers += openers;
    if (line.length > MAX_LINE || containers > MAX_CONTAINERS || prefix.length > MAX_INDENT || paragraph > MAX_OPENERS) return false;
  }
  return sum.containers <= MAX_ALL_CONTAINERS && sum.openers <= MAX_ALL_OPENERS;
}
