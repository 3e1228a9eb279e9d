import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { FILE_KINDS } from '../file-kinds.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';

/** Wider than any screen; only what stands behind code counts, not a deep indentation. */
const PUSHED = /[^\s][ \t\u00a0\u3000]{160,}(?=[^\s])/g;
const SHOWN = 200;

function* check(file: SourceFile): Iterable<Hit> {
  if (!FILE_KINDS.code(file.path) && !file.path.endsWith('.json')) return;
  for (const place of findPlaces(file.text, PUSHED)) {
    const start = place.index + place.length;
    yield toTextHit(file, place, {
      message: `Text stands ${place.length - 1} columns to the right, where an editor does not show it.`,
      evidence: file.text.slice(start, start + SHOWN).split('\n')[0] ?? '',
    });
  }
}

export const outOfView: Rule = {
  id: 'text-out-of-view',
  title: 'Text pushed out of view',
  severity: 'medium',
  why: 'A line that goes on behind a screen of blanks shows a reviewer its harmless half.',
  mend: 'Break the line, and look at what it hid.',
  matches: [{ path: 'src/a.js', text: `const a = 1;${' '.repeat(300)}require("child_process").exec(x)`, severity: 'medium' }],
  ignores: [
    { path: 'src/a.js', text: `${' '.repeat(300)}deeplyIndented()` },
    { path: 'src/a.js', text: 'const a = 1;                 // aligned' },
    { path: 'table.md', text: `| a${' '.repeat(300)}| b |` },
  ],
  check,
};
