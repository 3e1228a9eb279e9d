import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { FILE_KINDS } from '../file-kinds.ts';
import { findPlaces, toTextHit, type TextPlace } from '../text-hit.ts';

const INVISIBLE = /[\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufeff\u180e\u115f\u1160\u3164\uffa0]+/gu;
const ESCAPED_ROW = /(?:\\u(?:200[b-f]|206[0-4]|feff)){16,}/gi;
/** Joiners are part of emoji and of words in many scripts. */
const JOINED = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u20e3]|(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{L}\p{M}]/u;
const HANGUL = /\p{Script=Hangul}/u;
const FILLERS = /[\u115f\u1160\u3164\uffa0]/u;
const WORD = /[\w$]/;
/** Zero width characters as digits of a hidden text. */
const PAYLOAD = 8;
/** Characters of a row that are named. */
const NAMED = 8;

function* check(file: SourceFile): Iterable<Hit> {
  for (const place of findPlaces(file.text, INVISIBLE)) {
    const severity = judge(file, place);
    if (severity === null) continue;
    const names = Array.from(place.match[0].slice(0, NAMED), (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
    const around = file.text.slice(Math.max(0, place.index - 40), place.index + place.length + 40);
    yield toTextHit(file, place, {
      message: place.length >= PAYLOAD ? `A row of ${place.length} invisible characters can carry a hidden text.` : `Invisible characters (${[...new Set(names)].join(', ')}) stand in the text.`,
      evidence: around.replace(INVISIBLE, (row) => `<${row.length} invisible>`).trim(),
      severity,
    });
  }
  for (const place of findPlaces(file.text, ESCAPED_ROW)) {
    yield toTextHit(file, place, { message: 'A long row of escaped invisible characters can carry a hidden text.', severity: 'medium' });
  }
}

/** Null for what writing systems and emoji need, and for a byte order mark. */
function judge(file: SourceFile, { index, length }: TextPlace): RiskLevel | null {
  const row = file.text.slice(index, index + length);
  if (row === '\ufeff' && index === 0) return null;
  if (row.length >= PAYLOAD) return 'high';
  const before = characterBefore(file.text, index);
  const after = String.fromCodePoint(file.text.codePointAt(index + length) ?? 0x20);
  if (FILLERS.test(row)) return HANGUL.test(before) || HANGUL.test(after) || !FILE_KINDS.code(file.path) ? null : 'high';
  if (JOINED.test(before) || JOINED.test(after)) return null;
  const splitsWord = WORD.test(before) && WORD.test(after);
  return splitsWord && !FILE_KINDS.locale(file.path) ? 'medium' : 'info';
}

function characterBefore(text: string, index: number): string {
  const unit = text.charCodeAt(index - 1);
  return unit >= 0xdc00 && unit <= 0xdfff ? text.slice(index - 2, index) : text.slice(Math.max(0, index - 1), index);
}

export const zeroWidth: Rule = {
  id: 'unicode-invisible',
  title: 'Invisible characters',
  severity: 'high',
  weighsEverywhere: true,
  why: 'Characters without width hide text from people and not from models, and make two names look like one.',
  mend: 'Remove them; where a program needs one, write it as an escape.',
  matches: [
    { path: 'src/a.ts', text: 'const pass\u200bword = 1;', severity: 'medium' },
    { path: 'src/a.js', text: 'const { timeout, \u3164 } = query;', severity: 'high' },
    { path: 'tools.json', text: `{"description": "Adds.${'\u200b\u200c'.repeat(12)}"}`, severity: 'high' },
    { path: 'README.md', text: 'Copied\u200b from a page.', severity: 'info' },
  ],
  ignores: [
    { path: 'src/bom.ts', text: '\ufeffexport const a = 1;' },
    { path: 'README.md', text: 'Made by \u{1f468}\u200d\u{1f469}\u200d\u{1f467} and \u{1f9d1}\u{1f3fd}\u200d\u{1f4bb}' },
    { path: 'locales/fa.json', text: '{"save": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"}' },
    { path: 'locales/hi.json', text: '{"a": "\u0915\u094d\u200d\u0937"}' },
    { path: 'src/trim.ts', text: 'text.replace(/[\\u200B-\\u200D\\uFEFF]/g, "")' },
  ],
  check,
};
