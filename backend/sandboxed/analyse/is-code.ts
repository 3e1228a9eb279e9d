import { toLanguage } from '../../analysis/to-language.ts';

/** Scripts without a syntax tree here: read as text, but run. */
const SCRIPT = /(^|\/)((dockerfile|containerfile)[^/]*|makefile|[^/]*\.(sh|bash|zsh|fish|ps1|bat|cmd|rb|php|pl|lua|json|ya?ml|toml|dockerfile))$/i;

/** Whether a path names code that somebody runs: interpreters take it whatever bytes are in it. */
export function isCodePath(path: string): boolean {
  return toLanguage(path, '') !== null || SCRIPT.test(path);
}

/** Whether a text goes to the parser. */
export function isCodeText(path: string, text: string): boolean {
  return toLanguage(path, text) !== null;
}
