import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';

/** Flags of countries' parts are written with tag characters behind a black flag (Unicode UTS 51, emoji tag sequences). */
const TAGS = /(\u{1f3f4}?)([\u{e0000}-\u{e007f}]+)/gu;
const FLAG = /^[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,8}\u{e007f}$/u;
/** The same characters as JavaScript, JSON and Python escape them; sanitizers name them as ranges, and not in a row. */
const ESCAPED_TAGS = /(?:\\udb40\\udc[0-7][0-9a-f]|\\u\{e00[0-7][0-9a-f]\}|\\U000e00[0-7][0-9a-f]){4,}/gi;
const TAG_BASE = 0xe0000;
const SHOWN = 300;

function* check(file: SourceFile): Iterable<Hit> {
  for (const place of findPlaces(file.text, TAGS)) {
    const tags = place.match[2] ?? '';
    if (place.match[1] !== '' && FLAG.test(tags)) continue;
    const hidden = decodeTags(tags);
    yield toTextHit(file, place, {
      message: `Invisible tag characters carry a hidden text of ${hidden.length} characters that models read and people do not see.`,
      evidence: `hidden text: ${JSON.stringify(hidden.slice(0, SHOWN))}`,
      severity: hidden.length >= 3 ? 'critical' : 'high',
    });
  }
  for (const place of findPlaces(file.text, ESCAPED_TAGS)) {
    yield toTextHit(file, place, { message: 'A row of escaped tag characters: text that models read and people do not see.', severity: 'high' });
  }
}

function decodeTags(tags: string): string {
  return Array.from(tags, (character) => String.fromCharCode((character.codePointAt(0) ?? TAG_BASE) - TAG_BASE))
    .join('')
    .replace(/[^\x20-\x7e]/g, '');
}

export const tagCharacters: Rule = {
  id: 'unicode-tag-characters',
  title: 'Text hidden in Unicode tag characters',
  severity: 'critical',
  weighsEverywhere: true,
  why: 'Tag characters (U+E0000 to U+E007F) are invisible in every editor, and models read them as letters: nobody writes them by accident, and in a tool description they command the model unseen.',
  mend: 'Remove the characters, and find out who added them.',
  matches: [
    { path: 'src/tools.ts', text: 'const description = "Adds two numbers\u{e0049}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}";', severity: 'critical' },
    { path: 'tools.json', text: '{"description":"Add\\udb40\\udc49\\udb40\\udc67\\udb40\\udc6e\\udb40\\udc6f"}', severity: 'high' },
    { path: 'README.md', text: 'A server.\u{e0052}\u{e0065}\u{e0061}\u{e0064}', severity: 'critical' },
  ],
  ignores: [
    { path: 'src/flags.ts', text: 'const wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";' },
    { path: 'src/clean.ts', text: 'const TAGS = /[\\u{E0000}-\\u{E007F}]/gu;' },
  ],
  check,
};
