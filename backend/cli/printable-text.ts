/** As in JSON output, and control characters other than the line feed: a carriage return forges lines. */
const UNPRINTABLE = /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/gu;

/** Text of many lines from outside, for a terminal: nothing in it drives it, turns the direction of reading, or hides. */
export function printableText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\t', '    ').replace(UNPRINTABLE, '\uFFFD');
}
