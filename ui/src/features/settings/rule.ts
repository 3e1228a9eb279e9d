/** A rule of one field: null when the text is right, else what is wrong in one sentence. */
export type Rule = (text: string) => string | null;

export const isFilled: Rule = (text) => (text.trim() === '' ? 'This must not be empty.' : null);
