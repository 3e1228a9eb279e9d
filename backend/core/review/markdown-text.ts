const MARKUP = /[\\`*_{}[\]()#+\-.!|<>~&=$]/g;
/**
 * C0 and C1 controls but for line feed, halves of characters, and characters that turn or hide text, or show nothing: also
 * fillers and variation selectors, which can carry a hidden text. U+FE0F stays: it belongs to ordinary emoji.
 */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0e\u{e0000}-\u{e0fff}]/gu;

/** Text that shows what it holds: controls and invisible characters as `\u{…}`. Line feeds stay. */
export function showUnseen(text: string): string {
  return text.replaceAll(UNSEEN, (character) => (character === '\t' ? '    ' : `\\u{${Number(character.codePointAt(0)).toString(16)}}`));
}

/** Text from outside as one line of Markdown that shows it and is no markup. */
export function toMarkdownText(text: string): string {
  return showUnseen(text.replaceAll(/\s*\n\s*/g, ' ')).replaceAll(MARKUP, (character) => `\\${character}`);
}

/** Text from outside as a code block that it cannot end. */
export function toCodeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [fence, showUnseen(text), fence].join('\n');
}

/** Text from outside as code inside of a line. */
export function toCodeSpan(text: string): string {
  const shown = showUnseen(text.replaceAll(/\s*\n\s*/g, ' '));
  const fence = '`'.repeat(1 + Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)));
  return `${fence} ${shown} ${fence}`;
}
