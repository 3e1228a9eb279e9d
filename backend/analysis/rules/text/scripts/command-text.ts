import type { SourceFile } from '../../../rule.ts';
import { FILE_KINDS, isShellScript } from '../file-kinds.ts';
import { readPackageJson } from '../manifests/read-package-json.ts';

/** Whether a file holds commands of a shell: scripts, Dockerfiles, workflows, and the scripts of a package. */
export function holdsCommands(file: SourceFile): boolean {
  return isShellScript(file.path, file.text) || FILE_KINDS.dockerfile(file.path) || FILE_KINDS.workflow(file.path) || readPackageJson(file) !== null;
}

/** Whether the place is in a comment, by the beginning of its line. */
export function isInComment(text: string, index: number): boolean {
  const start = text.lastIndexOf('\n', index - 1) + 1;
  return /^\s{0,100}(?:#|\/\/|rem\s|::)/i.test(text.slice(start, Math.min(index + 1, start + 200)));
}
