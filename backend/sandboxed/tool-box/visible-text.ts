/** Controls but tab, formats (bidirectional marks, zero width, tags), line and paragraph separators, private use. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

/**
 * Text of the source, with every character that a person would not see written as its code point: hidden instructions
 * and reordered code reach the model as what they are. Tabs stay.
 */
export function toVisible(text: string): string {
  return text.replace(INVISIBLE, (character) => (character === '\t' ? character : `⟨U+${codePoint(character)}⟩`));
}

/** A file name in one line: quoted where it holds anything unusual, so that a name cannot pass for two entries. */
export function toVisibleName(name: string): string {
  const visible = toVisible(name).replaceAll('\t', '⟨U+0009⟩');
  return visible === name && !/["⟨⟩]|^\s|\s$|[ ]{2}/u.test(name) ? name : JSON.stringify(visible);
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
