/** Longest text from outside that a screen shows, in characters; labels of a megabyte occur in the wild. */
export const MAX_SHOWN_CHARACTERS = 600;

/**
 * C0 and C1 controls, zero-width characters, line and paragraph separators, and every character that changes
 * the direction of what follows (Unicode UAX #9): they can make `txt.exe` read as `exe.txt`.
 */
 
const DECEIVING = /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;

/** Text from outside as a person may safely read it: deceiving characters become `⟨U+202E⟩`, long texts are cut with an ellipsis. */
export function toPlainText(text: string, maxCharacters = MAX_SHOWN_CHARACTERS): string {
  return cutText(text, maxCharacters).replace(/[\t\n\r]+/g, ' ').replace(DECEIVING, toCodePointName);
}

/** Code or a report from outside, line by line as it is: only line ends and tabs stay, every other deceiving character shows its name. */
export function toPlainLines(text: string, maxCharacters: number): string {
  return cutText(text, maxCharacters).replaceAll('\r\n', '\n').replace(DECEIVING, (character) => (character === '\n' || character === '\t' ? character : toCodePointName(character)));
}

function cutText(text: string, maxCharacters: number): string {
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}

function toCodePointName(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
