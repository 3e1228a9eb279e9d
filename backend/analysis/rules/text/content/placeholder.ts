const PLACEHOLDER = /x{4,}|\*{3,}|\.{3}|your|example|placeholder|change.?me|dummy|sample|test|fake|redacted|insert|replace|todo|foobar|secret_?key|api_?key|abcdef|123456|deadbeef|lorem|<|>|\$\{|\{\{|%[A-Z]/i;
const REPEATED = /(.)\1{5}/;
/** Distinct characters of a value that somebody drew by chance. */
const DISTINCT = 6;

/** Whether a value in the place of a secret is obviously none. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || REPEATED.test(value) || new Set(value).size < DISTINCT;
}

/** Shannon entropy, in bits a character. Random base64 has nearly 6, random hexadecimal 4, prose and code about 4.2 to 4.6. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
