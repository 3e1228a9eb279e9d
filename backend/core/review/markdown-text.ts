const MARKUP = /[\\`*_{}[\]()#+\-.!|<>~&]/g;
/** C0 and C1 controls but for line feed, and characters that turn or hide text. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

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
