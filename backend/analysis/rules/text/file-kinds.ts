const GENERATED = /(^|\/)(dist|build|out|lib|libs|vendor|vendored|third_party|node_modules|bundles?|public|static|assets|generated|\.next|\.yarn)\/|[.-]min\.[cm]?js$|\.(bundle|umd|iife|prod)\.[cm]?js$|\.pb\.go$/i;
const LOCK = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|go\.sum|cargo\.lock|composer\.lock|gemfile\.lock|deno\.lock)$/i;
const SHELL = /\.(sh|bash|zsh|ksh|fish|ps1|psm1|bat|cmd)$|(^|\/)(makefile|gnumakefile|justfile|taskfile\.ya?ml|procfile|\.envrc|\.bashrc|\.profile|\.husky\/[^/.]+)$/i;
const DOCKERFILE = /(^|\/)((dockerfile|containerfile)(\.[^/]*)?|[^/]*\.(dockerfile|containerfile))$/i;
const WORKFLOW = /(^|\/)(\.github\/workflows\/[^/]*\.ya?ml|action\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.ya?ml)$/i;
const CODE = /\.([cm]?[jt]sx?|pyw?|go|rb|php|pl|lua|rs|java|kt|cs|swift|c|cc|cpp|h|hpp|sh|bash|zsh|fish|ps1|bat|cmd|vue|svelte)$/i;
const LOCALE = /(^|\/)(locales?|i18n|lang|langs|languages|translations?|messages|l10n)\/|\.(po|pot|xliff|xlf|arb|properties|ftl|strings)$/i;

/** Output of a build, or another project's code: it looks as machines write. */
export function isGenerated(path: string): boolean {
  return GENERATED.test(path);
}

export function isLockFile(path: string): boolean {
  return LOCK.test(path);
}

/** Commands for a shell, by name or by the first line. */
export function isShellScript(path: string, text: string): boolean {
  return SHELL.test(path) || /^#!.{0,100}\b(ba|z|k|da)?sh\b/.test(text.slice(0, 128));
}

/** The kinds of files that other files are told from by their name alone. */
export const FILE_KINDS: Readonly<Record<'dockerfile' | 'workflow' | 'code' | 'locale', (path: string) => boolean>> = {
  dockerfile: (path) => DOCKERFILE.test(path),
  workflow: (path) => WORKFLOW.test(path),
  code: (path) => CODE.test(path),
  locale: (path) => LOCALE.test(path),
};

/** The last part of a path, in lower case. */
export function toFileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}
