import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';

/** One selector follows one character; bytes are smuggled as rows of them (16 + 240 selectors are 256 values). */
const ROW = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{3,}/gu;
const PAYLOAD = 16;
const BYTES_OF_BASIC = 16;

function* check(file: SourceFile): Iterable<Hit> {
  for (const place of findPlaces(file.text, ROW)) {
    const bytes = Array.from(place.match[0], toByte);
    const hidden = String.fromCharCode(...bytes.slice(0, 200)).replace(/[^\x20-\x7e]/g, '.');
    yield toTextHit(file, place, {
      message: `A row of ${bytes.length} invisible variation selectors carries hidden bytes.`,
      evidence: `hidden bytes: ${JSON.stringify(hidden)}`,
      severity: bytes.length >= PAYLOAD ? 'critical' : 'high',
    });
  }
}

function toByte(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point <= 0xfe0f ? point - 0xfe00 : point - 0xe0100 + BYTES_OF_BASIC;
}

export const variationSelectors: Rule = {
  id: 'unicode-variation-selectors',
  title: 'Bytes hidden in variation selectors',
  severity: 'critical',
  weighsEverywhere: true,
  why: 'Rows of variation selectors are invisible and hold any bytes: programs have been hidden so in lines that look empty, to be decoded and run.',
  mend: 'Remove the characters, and look for the code that decodes them.',
  matches: [
    { path: 'index.js', text: `run("${'\u{e0120}\u{e0130}\u{e0140}\u{e0150}'.repeat(8)}")`, severity: 'critical' },
    { path: 'tools.json', text: '{"description":"Adds\ufe01\ufe02\ufe03\ufe04"}', severity: 'high' },
  ],
  ignores: [
    { path: 'README.md', text: '\u2764\ufe0f \u2699\ufe0f Settings 1\ufe0f\u20e3' },
    { path: 'src/kanji.ts', text: 'const name = "\u845b\u{e0100}\u98fe";' },
  ],
  check,
};
