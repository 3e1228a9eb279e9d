import type { SourceFile } from '../../../rule.ts';
import { toFileName } from '../file-kinds.ts';
import type { Dependency } from './dependency.ts';

/** A directive that puts other code in the place of a module (go.dev/ref/mod, replace). */
export interface GoReplacement {
  readonly from: string;
  readonly to: string;
}

export interface GoModule {
  readonly dependencies: readonly Dependency[];
  readonly replacements: readonly GoReplacement[];
}

const REQUIRE = /^\s{0,20}(?:require\s{1,20})?([a-z0-9][\w.~-]{0,200}\.[\w./~-]{1,300})\s{1,20}(v\d\S{0,200})/;
const REPLACE = /^\s{0,20}(?:replace\s{1,20})?(\S{1,300})(?:\s{1,20}v\S{1,200})?\s{1,20}=>\s{1,20}(\S{1,300})/;
const LINES = 5_000;

/** Null for another file. Lines that are neither are passed over. */
export function readGoModule(file: SourceFile): GoModule | null {
  if (toFileName(file.path) !== 'go.mod') return null;
  const lines = file.text.split('\n').slice(0, LINES).map((line) => line.slice(0, 2_000).replace(/\/\/.*$/, ''));
  const dependencies = lines.flatMap((line): Dependency[] => {
    const match = line.includes('=>') ? null : REQUIRE.exec(line);
    return match === null ? [] : [{ ecosystem: 'go', name: match[1] ?? '', source: match[2] ?? '', isForDevelopment: false }];
  });
  const replacements = lines.flatMap((line): GoReplacement[] => {
    const match = REPLACE.exec(line);
    return match === null ? [] : [{ from: match[1] ?? '', to: match[2] ?? '' }];
  });
  return { dependencies, replacements };
}
