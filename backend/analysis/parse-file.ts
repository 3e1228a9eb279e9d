import { Lang, parse } from '@ast-grep/napi';
import { isSupporting } from './is-supporting.ts';
import { registerLanguages } from './register-languages.ts';
import type { Language, SourceFile } from './rule.ts';
import { toLanguage } from './to-language.ts';

const PARSER_OF_LANGUAGE: Readonly<Record<Language, string>> = { javascript: Lang.JavaScript, typescript: Lang.TypeScript, tsx: Lang.Tsx, python: 'python', go: 'go' };

/**
 * A file as the rules see it. `path` is inside of the reviewed tree, `text` at most `ANALYSIS_LIMITS.fileBytes` of UTF-8.
 * Parsers are native code over hostile text: one may hang or end its process, so this runs where that can be survived.
 */
export function parseSourceFile(path: string, text: string): SourceFile {
  const language = toLanguage(path, text);
  const file = { path, text, language, isSupporting: isSupporting(path) };
  if (language === null) return { ...file, root: null };
  registerLanguages();
  return { ...file, root: parse(PARSER_OF_LANGUAGE[language], text).root() };
}
