import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { FILE_KINDS, isGenerated, isLockFile } from '../file-kinds.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';
import { entropyOf } from './placeholder.ts';

/** From the first character of a run alone: looking from each of its characters would take the square of its length. */
const BASE64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{500,}={0,2}/g;
const ESCAPES = /(?:\\x[0-9a-f]{2}|\\u00[0-9a-f]{2}|%[0-9a-f]{2}){120,}/gi;
/** Numbers of characters or bytes, written out. */
const NUMBERS = /(?:\b(?:0x[0-9a-f]{1,2}|\d{1,3})\s{0,3},\s{0,8}){300,}/gi;
/** Images, fonts and sounds that are part of a page; certificates; compiled modules for a browser. */
const MEDIA = /data:(?:image|font|audio|video|application\/(?:font|x-font|vnd|wasm|octet-stream|pdf))[\w/+.;=-]{0,60},?["'`]{0,2}$|sourceMappingURL=\S{0,60}$|-----BEGIN [A-Z ]{3,40}-----\s{0,4}$|sha(?:256|384|512)-$/;
const DECODER = /\batob\s{0,5}\(|['"`]base64['"`]|\bb64decode\b|\bfromCharCode\b|\bunescape\s{0,5}\(|\bbytes\.fromhex\b|\bDecodeString\b/;
const RUNNER = /\beval\s{0,5}\(|\bnew\s{1,5}Function\b|(?<![.\w])exec\s{0,5}\(|\bvm\.run|\brunInThisContext\b|\b_compile\s{0,5}\(|\bmarshal\.loads\b/;
/** Bits a character of encoded bytes: see `entropyOf`. */
const ENCODED = { hexadecimal: 3, other: 4.8 };

function* check(file: SourceFile): Iterable<Hit> {
  if (!FILE_KINDS.code(file.path) || isLockFile(file.path)) return;
  for (const pattern of [BASE64, ESCAPES, NUMBERS]) {
    for (const place of findPlaces(file.text, pattern, 50)) {
      const text = place.match[0];
      if (pattern === BASE64 && (isPlain(text) || MEDIA.test(file.text.slice(Math.max(0, place.index - 150), place.index)))) continue;
      yield toTextHit(file, place, { message: `An encoded text of ${place.length} characters stands in the code: nobody can read what it says.`, severity: judge(file), evidence: `${text.slice(0, 100)}…` });
    }
  }
}

/** Long names, paths and alphabets: their letters are not spread as those of encoded bytes are. */
function isPlain(text: string): boolean {
  const sample = text.slice(0, 4_000);
  return /^[0-9a-f]+$/i.test(sample) ? entropyOf(sample) < ENCODED.hexadecimal : entropyOf(sample) < ENCODED.other;
}

/** Encoded, decoded and run in one file is how a program is hidden; in built files each of these is common. */
function judge({ path, text }: SourceFile): RiskLevel {
  const isRun = RUNNER.test(text);
  const isDecoded = DECODER.test(text);
  if (isGenerated(path)) return isRun && isDecoded ? 'low' : 'info';
  if (isRun && isDecoded) return 'high';
  return isRun || isDecoded ? 'medium' : 'low';
}

const BYTES = Array.from({ length: 40 }, (_, index) => ((index * 7_919 + 104_729) ** 3).toString(36)).join('');

export const encodedLine: Rule = {
  id: 'encoded-text',
  title: 'A long encoded text in the code',
  severity: 'high',
  why: 'A program inside of a text is not seen by reviewers or tools. Honest code keeps data in files whose names say what they are.',
  mend: 'Put the data into a file of its format, or write the code in clear.',
  matches: [
    { path: 'src/a.js', text: `eval(atob("${BYTES.repeat(2)}Q"))`, severity: 'high' },
    { path: 'src/a.py', text: `data = "${'\\x6a\\x3f'.repeat(100)}"`, severity: 'low' },
    { path: 'src/a.js', text: `String.fromCharCode(${'104, 101, '.repeat(200)}1)`, severity: 'medium' },
    { path: 'dist/a.js', text: `const wasm = "${BYTES.repeat(2)}"`, severity: 'info' },
  ],
  ignores: [
    { path: 'src/a.ts', text: `const icon = "data:image/png;base64,${BYTES.repeat(2)}";` },
    { path: 'data/a.json', text: `{"a":"${BYTES.repeat(2)}"}` },
    { path: 'src/a.ts', text: `const line = "${'-'.repeat(900)}";` },
  ],
  check,
};
