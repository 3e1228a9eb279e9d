import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { listPlaces } from '../../syntax/places.ts';
import { toHit } from './to-hit.ts';

/** Printable characters written by number: terminals and tables of bytes need others. */
const ESCAPED = /(?:\\x[2-7][0-9a-fA-F]|\\u00[2-7][0-9a-fA-F]){20,400}/g;
const CHARACTER_CALLS = /(?:\bchr\(\d{2,3}\)[ +,]{0,4}){8,200}|(?:\bString\.fromCharCode\((?:0x)?[\da-f]{2,4}\)[ +,]{0,4}){6,200}/gi;
const CHARACTER_LIST = /\bfromCharCode\(\s*(?:(?:0x[\da-f]{2}|\d{2,3})\s*,\s*){11,400}(?:0x[\da-f]{2}|\d{2,3})/gi;
const NUMBERS_TO_TEXT = /\[\s*(?:(?:0x[\da-f]{2}|\d{2,3})\s*,\s*){11,2000}(?:0x[\da-f]{2}|\d{2,3})\s*\]\s*\.\s*map\([^\n]{0,60}fromCharCode/gi;
/** A function that is reached so that no search for its name finds it. */
const SIDEWAYS = /\b(?:globalThis|window|global|process|module|__builtins__|builtins)\s{0,4}\[\s{0,4}["'`]\w{0,40}["'`]\s{0,4}\+|\.constructor\.constructor\s{0,4}\(|\bgetattr\(\s{0,4}(?:__builtins__|builtins|os|subprocess)\s{0,4},\s{0,4}["']\w{0,40}["']\s{0,4}\+/g;
/** Names that obfuscators give: one now and then is chance, many are a tool. */
const MACHINE_NAME = /\b_0x[0-9a-f]{4,8}\b/g;
const MACHINE_NAMES = 20;

function* check(file: SourceFile): Iterable<Hit> {
  if (file.root === null) return;
  for (const pattern of [ESCAPED, CHARACTER_CALLS, CHARACTER_LIST, NUMBERS_TO_TEXT]) {
    for (const place of listPlaces(file, pattern)) yield toHit(place, 'Readable text is written as numbers of characters, so that neither people nor searches read it.');
  }
  for (const place of listPlaces(file, SIDEWAYS)) yield toHit(place, 'A function is reached by a name that is put together, so that no search finds it.');
  const names = file.text.includes('_0x') ? listPlaces(file, MACHINE_NAME) : [];
  const [first] = names;
  if (first !== undefined && names.length >= MACHINE_NAMES) yield toHit(first, `Names such as ${first.text} stand at ${names.length} places: the code went through an obfuscator.`);
}

export const hiddenText: Rule = {
  id: 'hidden-text',
  title: 'Code that is made hard to read',
  severity: 'high',
  why: 'An open server has no reason to hide its addresses and commands from its readers. Obfuscated code cannot be reviewed, by people or by this analysis.',
  mend: 'Publish the source as it was written, and build from it. Write texts as texts.',
  matches: [
    { path: 'a.js', text: "const host = '\\x68\\x74\\x74\\x70\\x73\\x3a\\x2f\\x2f\\x61\\x2e\\x73\\x61\\x6d\\x70\\x6c\\x65\\x2e\\x63\\x6f\\x6d\\x2f';\n", severity: 'high' },
    { path: 'b.py', text: 'name = chr(115)+chr(117)+chr(98)+chr(112)+chr(114)+chr(111)+chr(99)+chr(101)+chr(115)+chr(115)\n', severity: 'high' },
    { path: 'c.js', text: 'const host = String.fromCharCode(104, 116, 116, 112, 115, 58, 47, 47, 97, 46, 98, 46, 99);\n', severity: 'high' },
    { path: 'd.js', text: `${Array.from({ length: 10 }, (_, index) => `var _0x4a${10 + index} = _0x3f2b(${index});`).join('\n')}\n`, severity: 'high' },
    { path: 'f.js', text: "globalThis['ev' + 'al'](text);\n", severity: 'high' },
    { path: 'g.py', text: "import os\ngetattr(os, 'sys' + 'tem')(text)\n", severity: 'high' },
    { path: 'e.go', text: 'package main\nvar host = "\\x68\\x74\\x74\\x70\\x73\\x3a\\x2f\\x2f\\x61\\x2e\\x73\\x61\\x6d\\x70\\x6c\\x65\\x2e\\x63\\x6f\\x6d"\n', severity: 'high' },
  ],
  ignores: [
    { path: 'a.js', text: "const red = '\\x1b[31m';\nconst table = [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c];\n" },
    { path: 'b.py', text: 'newline = chr(10) + chr(13)\nmagic = b"\\x89PNG\\r\\n\\x1a\\n"\n' },
    { path: 'c.js', text: 'const letter = String.fromCharCode(97 + index);\nconst _0xabcd = 1;\n' },
    { path: 'd.go', text: 'package main\nvar magic = []byte{0x7f, 0x45, 0x4c, 0x46}\n' },
  ],
  check,
};
