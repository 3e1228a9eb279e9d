import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { FILE_KINDS } from '../file-kinds.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';

const CONTROLS = /[\u202a-\u202e\u2066-\u2069][^\n]{0,200}/gu;
const NEAR = 1_000;
const OVERRIDE = /[\u202d\u202e]/;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const NAMES: Readonly<Record<string, string>> = {
  '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO', '\u202e': 'RLO', '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI',
};

function* check(file: SourceFile): Iterable<Hit> {
  for (const place of findPlaces(file.text, CONTROLS)) {
    const hit = toTextHit(file, { index: place.index, length: 1 }, { message: 'Bidirectional control characters make this line read differently from what runs.' });
    const line = lineAround(file.text, place.index);
    const severity = judge(file.path, line);
    if (severity !== null) yield { ...hit, severity, evidence: line.replace(/[\u202a-\u202e\u2066-\u2069]/g, (control) => `<${NAMES[control] ?? ''}>`).trim().slice(0, 400) };
  }
}

/** The line of a place; of a very long one, what is near. */
function lineAround(text: string, index: number): string {
  const start = Math.max(text.lastIndexOf('\n', index) + 1, index - NEAR);
  const end = text.indexOf('\n', index);
  return text.slice(start, Math.min(end === -1 ? text.length : end, index + NEAR));
}

/** Overrides reorder letters of any script; isolates and embeddings belong to texts from right to left, if they are closed. */
function judge(path: string, line: string): RiskLevel | null {
  if (OVERRIDE.test(line)) return FILE_KINDS.locale(path) && RIGHT_TO_LEFT.test(line) ? 'low' : 'high';
  if (RIGHT_TO_LEFT.test(line)) return isClosed(line) || !FILE_KINDS.code(path) ? null : 'medium';
  if (!FILE_KINDS.code(path)) return 'info';
  return isClosed(line) ? 'low' : 'high';
}

function isClosed(line: string): boolean {
  const count = (pattern: RegExp): number => Array.from(line.matchAll(pattern)).length;
  return count(/[\u202a\u202b]/g) <= count(/\u202c/g) && count(/[\u2066-\u2068]/g) <= count(/\u2069/g);
}

export const bidirectional: Rule = {
  id: 'unicode-bidirectional',
  title: 'Bidirectional control characters',
  severity: 'high',
  why: 'They reorder what a person sees and not what runs: a condition can look like a comment (CVE-2021-42574).',
  mend: 'Remove them; where a text needs one, write it as an escape.',
  matches: [
    { path: 'src/a.ts', text: 'if (level !== "user\u202e \u2066// admins only\u2069 \u2066") {', severity: 'high' },
    { path: 'src/a.py', text: "access = 'user\u2067'  # check", severity: 'high' },
    { path: 'notes.txt', text: 'report\u202etxt.exe', severity: 'high' },
  ],
  ignores: [
    { path: 'locales/ar.json', text: '{"hello": "\u2067\u0645\u0631\u062d\u0628\u0627\u2069 {name}"}' },
    { path: 'locales/he.json', text: '{"hello": "\u05e9\u05dc\u05d5\u05dd"}' },
    { path: 'src/strip.ts', text: 'const BIDI = /[\\u202A-\\u202E\\u2066-\\u2069]/g;' },
  ],
  check,
};
