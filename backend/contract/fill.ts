/** Longer values are cut: a label may have 1 MB. */
export const MAX_VALUE_LENGTH = 200;
const MISSING = '(not known)';
const PLACEHOLDER = /\{([a-z][a-z ]*)\}/g;
const OPTIONAL = /\[([^[\]]*)\]/g;
/** Control and format characters, separators, lone surrogates: they forge lines, or turn the direction of reading. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const COMMIT = /^[0-9a-f]{40}$/i;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

export type Values = Readonly<Record<string, string>>;

/**
 * Fills a template's `{name}` places with values. A part in `[…]` is left out when one of its values is missing; elsewhere
 * a missing value reads "(not known)". Values are text from anywhere: never read as a template, made printable, cut. A value
 * that is a sentence loses its full stop before that of the template.
 */
export function fill(template: string, values: Values): string {
  const withoutEmptyParts = template.replace(OPTIONAL, (_, part: string) => (namesOf(part).every((name) => Object.hasOwn(values, name)) ? part : ''));
  return withoutEmptyParts.replace(PLACEHOLDER, (place: string, name: string, offset: number) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const text = value === undefined ? MISSING : plainText(value);
    return text.endsWith('.') && withoutEmptyParts[offset + place.length] === '.' ? text.slice(0, -1) : text;
  });
}

/** Text from outside on one line, without unprintable characters, at most `MAX_VALUE_LENGTH` long. */
export function plainText(text: string): string {
  const cut = text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH - 1)}…` : text;
  return cut.replace(UNPRINTABLE, '\uFFFD');
}

/** Values as a sentence shows them: commits by seven digits, digests by twelve, times by their day. */
export function shorten(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shortForm(value)]));
}

function shortForm(value: string): string {
  if (COMMIT.test(value)) return value.slice(0, 7);
  if (DIGEST.test(value)) return `${value.slice(0, 'sha256:'.length + 12)}…`;
  return TIME.test(value) ? value.slice(0, 10) : value;
}

function namesOf(part: string): string[] {
  return [...part.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}
