/**
 * Text of at most so many bytes in UTF-8, cut between characters, and at the end of a line where one is near. The note
 * (Markdown) stands first where something was cut: at the end, an open code block would swallow it.
 */
export function cutText(text: string, { maxBytes, note }: { readonly maxBytes: number; readonly note: string }): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const head = note === '' ? '' : `${note}\n\n`;
  const kept = takeBytes(text, maxBytes - Buffer.byteLength(head));
  const lineEnd = kept.lastIndexOf('\n');
  return head + (note !== '' && lineEnd > kept.length / 2 ? kept.slice(0, lineEnd + 1) : kept);
}

/** The longest beginning that fits and does not end within a character: bytes `10xxxxxx` continue one (RFC 3629). */
function takeBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  let end = Math.max(0, maxBytes);
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
