/** Characters that no POSIX shell (nor zsh) gives a meaning, wherever they stand in a word. */
const PLAIN = /^[A-Za-z0-9_./:@,+-]+$/;
/** What a terminal would act on, or hide, when the line is pasted. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const MAX_ARGUMENT_LENGTH = 1000;

/**
 * One argument for a POSIX shell, quoted where needed: nothing in it is expanded. Null for what no honest argument here
 * is: empty, unprintable, very long, or with a leading dash (it would be read as an option).
 */
export function quoteArgument(text: string): string | null {
  if (text === '' || text.length > MAX_ARGUMENT_LENGTH || text.startsWith('-') || UNPRINTABLE.test(text)) return null;
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A command line: the parts of the template as they stand, each value as one quoted argument. Null when a value is
 * missing, or cannot be an argument: a wrong command is worse than none.
 */
export function shell(parts: TemplateStringsArray, ...values: readonly (string | null)[]): string | null {
  const quoted = values.map((value) => (value === null ? null : quoteArgument(value)));
  if (quoted.includes(null)) return null;
  return parts.map((part, index) => part + (quoted[index] ?? '')).join('');
}
