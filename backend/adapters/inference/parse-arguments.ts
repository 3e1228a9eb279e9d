/** Arguments that a model wrote as text; what is no JSON stays the text that it is, for the reader to refuse. */
export function parseArguments(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
