const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

export interface JsonShape {
  /** Deepest nesting of arrays and objects; 0 for a scalar. */
  readonly depth: number;
  /** Members written in all objects, duplicates included: in valid JSON each has exactly one colon outside of strings. */
  readonly members: number;
}

/** Measures a JSON text in one pass without recursion. The answer means something only for valid JSON. */
export function scanJson(text: string): JsonShape {
  let depth = 0;
  let open = 0;
  let members = 0;
  for (let position = 0; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === QUOTE) position = endOfString(text, position);
    else if (code === COLON) members++;
    else if (OPENING.has(code)) depth = Math.max(depth, ++open);
    else if (CLOSING.has(code)) open--;
  }
  return { depth, members };
}

/** The position of the quote that closes the string opened at `start`; the text's length when none does. */
function endOfString(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === QUOTE) return position;
    if (code === BACKSLASH) position++;
  }
  return text.length;
}
