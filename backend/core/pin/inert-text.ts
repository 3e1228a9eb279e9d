/** Controls, format characters, unassigned ones and lone surrogates: they forge lines, or turn the direction of reading. */
const UNSEEN = /\p{C}/gu;

/**
 * What a forge acts on wherever it stands, also in a commit message that is made of this text: mentions, numbers of
 * issues (`#1`, `GH-1`) behind words that close them, and addresses of issues.
 */
const ACTING = /[@#](?=.)|GH(?=-\d)|:(?=\/\/)/gisu;
const BREAK = '\u200b';

/**
 * Text from outside as one line of Markdown that shows it and does nothing: a code span, in which there is no markup, no
 * HTML and no link. Characters that act outside of code as well are followed by a space of no width.
 * @param maxCharacters of the shown text; longer text is cut, with an ellipsis
 */
export function toInertText(text: string, maxCharacters: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim().replaceAll(UNSEEN, (character) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`);
  const characters = Array.from(line);
  const shown = characters.length > maxCharacters ? `${characters.slice(0, maxCharacters - 1).join('')}…` : line;
  return shown === '' ? '(empty)' : toCodeSpan(shown.replaceAll(ACTING, (character) => `${character}${BREAK}`));
}

/** A run of backticks ends a span only when it is as long as the one that began it (CommonMark 0.31, section 6.1). */
function toCodeSpan(text: string): string {
  const runs = new Set([...text.matchAll(/`+/g)].map(([run]) => run.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const fence = '`'.repeat(length);
  return /^`|`$/.test(text) ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}
