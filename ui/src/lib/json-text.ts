/** Parses JSON, also where a host put words before the object (`HTTP 409: {…}`); null when there is none. */
export function parseJsonText(text: string): unknown {
  const start = text.search(/[[{]/);
  if (start === -1) return null;
  try {
    const value: unknown = JSON.parse(text.slice(start));
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
