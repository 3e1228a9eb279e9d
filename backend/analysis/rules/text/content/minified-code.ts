import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { isGenerated } from '../file-kinds.ts';
import { lineCount } from '../text-lines.ts';

const SCRIPT = /\.([cm]?[jt]sx?|pyw?)$/i;
/** Code that people write has lines of 30 to 50 characters in the mean. */
const MEAN = 300;
const LONGEST = 3_000;
const SMALLEST = 2_000;
/** Strings and data are long without being minified: code has marks like these. */
const MARKS = /[;{}()=,!&|?:]/g;
const MARKS_SHARE = 0.12;

function* check(file: SourceFile): Iterable<Hit> {
  const { path, text } = file;
  if (!SCRIPT.test(path) || text.length < SMALLEST) return;
  const longest = findLongest(text);
  if (text.length / lineCount(file) < MEAN && longest.length < LONGEST) return;
  const sample = text.slice(longest.start, longest.start + Math.min(longest.length, 10_000));
  if ((sample.match(MARKS)?.length ?? 0) / sample.length < MARKS_SHARE) return;
  const severity = isGenerated(path) ? 'info' : 'medium';
  yield { line: longest.line, endLine: longest.line, severity, message: `A line of ${longest.length} characters of code: made by a program, or to be overlooked.`, evidence: `${sample.slice(0, 120)}…` };
}

interface LongLine {
  readonly start: number;
  readonly length: number;
  readonly line: number;
}

function findLongest(text: string): LongLine {
  let longest: LongLine = { start: 0, length: 0, line: 1 };
  let line = 1;
  for (let start = 0; start <= text.length; line++) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    if (end - start > longest.length) longest = { start, length: end - start, line };
    start = end + 1;
  }
  return longest;
}

const MINIFIED = 'function a(b,c){return b?c(b):!1}var d=a(e,f);'.repeat(100);

export const minifiedCode: Rule = {
  id: 'minified-code',
  title: 'Minified code outside of build output',
  severity: 'medium',
  why: 'Nobody reviews such a line, and it need not be made from the source beside it.',
  mend: 'Keep the source in the repository, and let the build make the rest.',
  matches: [
    { path: 'src/a.js', text: MINIFIED, severity: 'medium' },
    { path: 'dist/index.js', text: MINIFIED, severity: 'info' },
    { path: 'src/a.ts', text: `${'const a = 1;\n'.repeat(400)}${MINIFIED}`, severity: 'medium' },
  ],
  ignores: [
    { path: 'src/a.ts', text: 'export const a = 1;\n'.repeat(500) },
    { path: 'src/a.ts', text: `const text = "${'some long prose goes here '.repeat(200)}";` },
    { path: 'data.json', text: MINIFIED },
  ],
  check,
};
