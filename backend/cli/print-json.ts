/** What turns the direction of reading or drives a terminal, C1 controls included; JSON.stringify escapes the C0 ones alone. */
const UNPRINTABLE = /[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu;

/** A value as JSON text whose strings read back the same and harm no terminal: all that is unprintable is escaped. */
export function printJson(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, null, 2))}\n`;
}

/** The same for what is JSON text already: such characters stand in its strings alone. */
export function escapeJson(text: string): string {
  return text.replace(UNPRINTABLE, toEscape);
}

/** Beyond the basic plane JSON takes two escapes, one a surrogate. */
function toEscape(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}
