import { CodedError } from '../../core/coded-error.ts';
import { parseMirror, type MirrorSettings } from '../../core/image/mirror.ts';
import { parseRepositoryPattern } from '../../core/image/repository-pattern.ts';
import { parseRepository } from '../../core/image/repository.ts';

/** The names in a configuration, which its schema takes as text. */
export interface ConfiguredNames {
  readonly signatures: { readonly repository: string; readonly images: readonly string[] };
  readonly mirrors: readonly MirrorSettings[];
}

/**
 * Parses every name once, so that a typing error shows at the start and not at the first image.
 * @throws CodedError `configuration_malformed` that tells all of them
 */
export function assertNames({ signatures, mirrors }: ConfiguredNames): void {
  const problems = [
    ...problemsOf('signatures.repository', [signatures.repository], parseRepository),
    ...problemsOf('signatures.images', signatures.images, parseRepositoryPattern),
    ...problemsOf('mirrors', mirrors, parseMirror),
  ];
  if (problems.length > 0) throw new CodedError('configuration_malformed', problems.join('\n'));
}

function problemsOf<T>(label: string, values: readonly T[], parse: (value: T) => unknown): readonly string[] {
  return values.flatMap((value) => {
    try {
      parse(value);
      return [];
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return [`${label}: ${error.message}`];
    }
  });
}
