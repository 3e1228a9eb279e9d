import { NOTHING } from './report-sections.ts';
import type { ReviewScope } from './scope.ts';

const LOCAL = 'local directory';

/** The scope's values as a report states them, but for the risk level: one for each of the first five fields. */
export function scopeLines({ mode, project, head, base }: ReviewScope): readonly (readonly [name: string, value: string])[] {
  return [
    ['Mode', mode],
    ['Repository', project ?? LOCAL],
    ['Head', head ?? LOCAL],
    ['Base', base ?? (mode === 'full' ? NOTHING : LOCAL)],
    ['Commit Range', head !== null && base !== null ? `${base}..${head}` : NOTHING],
  ];
}
