import { registerDynamicLanguage } from '@ast-grep/napi';
import go from '@ast-grep/lang-go';
import python from '@ast-grep/lang-python';

/** Files of the native parsers that do not come with `@ast-grep/napi` itself. */
export interface LanguageLibraries {
  readonly python: string;
  readonly go: string;
}

let isRegistered = false;

/**
 * Makes Python and Go known to the parser, once in a process; later calls do nothing.
 * Without `libraries` the parsers are looked for beside their packages, which is right wherever these are installed;
 * a bundle names the files that it carries.
 */
export function registerLanguages(libraries: LanguageLibraries = installedLibraries()): void {
  if (isRegistered) return;
  registerDynamicLanguage({
    python: { libraryPath: libraries.python, extensions: ['py'], languageSymbol: python.languageSymbol ?? 'tree_sitter_python', expandoChar: 'µ' },
    go: { libraryPath: libraries.go, extensions: ['go'], languageSymbol: go.languageSymbol ?? 'tree_sitter_go', expandoChar: 'µ' },
  });
  isRegistered = true;
}

/** The packages look for their files when they are asked, and not at import. */
function installedLibraries(): LanguageLibraries {
  return { python: python.libraryPath, go: go.libraryPath };
}
