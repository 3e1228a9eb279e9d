import { isAbsolute, relative, resolve, sep } from 'node:path';

export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly title: string;
  readonly message: string;
}

/**
 * A workflow command that annotates a file (docs.github.com, "Workflow commands for GitHub Actions"). Whatever the texts hold,
 * it stays one command on one line.
 */
export function formatAnnotation({ level, file, line, column, title, message }: Annotation): string {
  const properties = [['file', file], ['line', line], ['col', column], ['title', title]] as const;
  const written = properties.filter(([, value]) => value !== null).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${written.join(',')}::${escapeData(message)}\n`;
}

/** Path of a registry's file from the folder that a workflow runs in; as it stands where that lies elsewhere. */
export function toWorkflowPath(registry: string, file: string): string {
  const path = relative(resolve('.'), resolve(registry, file));
  return isAbsolute(path) || path.startsWith('..') ? file : path.split(sep).join('/');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
