import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { findPlaces, toTextHit } from '../text/text-hit.ts';

const PIECE = String.raw`(?:"[^"\\\n]{0,60}"|'[^'\\\n]{0,60}'|${'`[^`$\\\\\\n]{0,60}`'})`;
/** `'a' + 'b'`, `['a', 'b'].join('')` with or without its join, and Python's `''.join(['a', 'b'])`. */
const SUM = new RegExp(String.raw`${PIECE}(?:\s{0,20}\+\s{0,20}${PIECE}){1,40}`, 'g');
const LIST = new RegExp(String.raw`[[(]\s{0,20}${PIECE}(?:\s{0,20},\s{0,20}${PIECE}){1,80}\s{0,20},?\s{0,20}[\])]`, 'g');
const PIECES = new RegExp(PIECE, 'g');
/** Texts as lists of character codes, which are turned into text there. */
const CODES = /(?:fromCharCode|fromCodePoint|bytes|Uint8Array|map\(\s?chr\s?,)\s?\(?\s?\[?((?:\s?\d{2,3}\s?,){5,400}\s?\d{2,3})|\[((?:\s?\d{2,3}\s?,){5,400}\s?\d{2,3})\s?\][^;\n]{0,60}(?:fromCharCode|fromCodePoint|\bchr\b)/g;

/** What nobody has a reason to take apart. */
const TELLING = /child_process|\beval\b|\bexec(?:Sync|File)?\b|\bspawn(?:Sync)?\b|\bsystem\b|\bsubprocess\b|\bpopen\b|run\/docker\.sock|\bid_(?:rsa|ed25519)\b|\.ssh\b|\.aws\b|^bcc$|\bcurl\b|\bwget\b|\/bin\/(?:ba)?sh\b|^require$|^Function$|^constructor$|^process$|https?:\/\/|__import__|169\.254\.169\.254/i;

function* check(file: SourceFile): Iterable<Hit> {
  if (file.language === null) return;
  for (const place of findPlaces(file.text, SUM)) yield* judge(file, place, ['']);
  if (file.text.includes('join')) for (const place of findPlaces(file.text, LIST)) yield* judge(file, place, ['', '_', '.', '/']);
  for (const place of findPlaces(file.text, CODES)) {
    const text = String.fromCharCode(...(place.match[1] ?? place.match[2] ?? '').split(',').map(Number));
    if (/^[\x20-\x7e]+$/.test(text)) yield toTextHit(file, place, { message: `A text is written as numbers: "${text.slice(0, 80)}".`, severity: 'medium' });
  }
}

function* judge(file: SourceFile, place: ReturnType<typeof findPlaces> extends Iterable<infer Place> ? Place : never, separators: readonly string[]): Iterable<Hit> {
  const pieces = [...place.match[0].matchAll(PIECES)].map(([piece]) => piece.slice(1, -1));
  for (const separator of separators) {
    const whole = pieces.join(separator);
    const found = TELLING.exec(whole);
    if (found === null || pieces.some((piece) => piece.includes(found[0]))) continue;
    yield toTextHit(file, place, { message: `"${found[0]}" is put together from pieces that hide it.` });
    return;
  }
}

export const splitName: Rule = {
  id: 'split-name',
  title: 'A telling name in pieces',
  severity: 'high',
  why: 'Names of shells, secrets and loaders that are put together from pieces, or written as numbers, have one purpose: that whoever searches the source of a server does not find them.',
  mend: 'Write the name as one text where it is used.',
  matches: [
    { path: 'a.ts', text: "const name = 'node:' + ['child', 'process'].join('_');\n", severity: 'high' },
    { path: 'b.ts', text: "message['b' + 'cc'] = address;\n", severity: 'high' },
    { path: 'c.py', text: 'run = getattr(module, "sys" + "tem")\n', severity: 'high' },
    { path: 'd.py', text: 'name = "".join(["sub", "process"])\n', severity: 'high' },
    { path: 'e.js', text: 'const host = [99, 46, 101, 118, 105, 108].map((code) => String.fromCharCode(code)).join("");\n', severity: 'medium' },
    { path: 'f.go', text: 'package main\n\nvar key = ".s" + "sh/id_" + "rsa"\n', severity: 'high' },
  ],
  ignores: [
    { path: 'a.ts', text: "const text = 'Runs the system ' + 'command curl ' + 'by exec';\n" },
    { path: 'b.ts', text: "const url = 'https://' + 'api.sample.example';\nconst names = ['eval', 'exec', 'spawn'].join(', ');\n" },
    { path: 'c.py', text: 'path = "/".join(["usr", "bin"])\n' },
    { path: 'd.js', text: 'const sizes = [16, 32, 64, 128, 256, 512];\n' },
    { path: 'e.go', text: 'package main\n\nvar text = "a" + "b"\n' },
  ],
  check,
};
