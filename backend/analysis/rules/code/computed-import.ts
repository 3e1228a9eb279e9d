import type { RiskLevel } from '../../../core/review/risk.ts';
import { trace } from '../../flow/trace.ts';
import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { listArguments, listCalls } from '../../syntax/calls.ts';
import { sliceOf } from '../../syntax/span.ts';
import { toHit } from './to-hit.ts';

const IMPORTS = /^(?:require|import|module\.require|importlib\.import_module|__import__|builtins\.__import__|plugin\.Open)$/;
const WORDS = /\b(?:require|import)\(\s{0,8}(?!["'][^"'\n]{1,300}["']\s{0,8}\))|import_module|__import__|plugin\.Open/;
const LITERAL = /^[rbu]?(["'`])(?:(?!\1|\$\{)[^\\\n])*\1$/;
/** A name that is put together from pieces, or decoded: nobody who searches the source finds it. */
const HIDDEN = /["'`]\s*\+\s*["'`]|fromCharCode|\batob\(|['"](?:base64|hex)['"]|b64decode|\.reverse\(\)|\[::-1\]|\bchr\(|\.join\(\s*(?:["'`]{2})?\s*\)/;
const OWN_PLACE = /__dirname|import\.meta|pathToFileURL|__name__|__package__|["'`]\.{1,2}\//;

function* check(file: SourceFile): Iterable<Hit> {
  if (!WORDS.test(file.text)) return;
  for (const call of listCalls(file)) {
    if (!IMPORTS.test(call.name)) continue;
    const [first] = listArguments(file, call);
    if (first === undefined || LITERAL.test(sliceOf(file, first, 300))) continue;
    const { reach, texts } = trace(file, first.value);
    const level = toLevel(reach, texts);
    if (level !== null) yield toHit(call, toMessage(level), level);
  }
}

function toLevel(reach: string, texts: readonly string[]): RiskLevel | null {
  if (reach === 'tool') return 'critical';
  if (texts.some((text) => HIDDEN.test(text))) return texts.some((text) => OWN_PLACE.test(text)) ? 'low' : 'high';
  if (texts.some((text) => OWN_PLACE.test(text))) return null;
  return reach === 'fixed' ? null : 'low';
}

function toMessage(level: RiskLevel): string {
  if (level === 'critical') return 'A tool argument decides which module is loaded, and so which code runs.';
  return level === 'high' ? 'The name of a module is put together so that no search finds it.' : 'Which module is loaded is decided at run time.';
}

export const computedImport: Rule = {
  id: 'computed-import',
  title: 'Import by a computed name',
  severity: 'critical',
  why: 'Which code runs cannot be read from the source. A name that is put together from pieces hides a module such as the one that starts processes from everybody who searches for it.',
  mend: 'Import by a literal name; where modules are chosen at run time, choose from a table of literal imports.',
  matches: [
    { path: 'a.ts', text: "server.tool('plug', {}, async ({ name }) => (await import(name)).run());\n", severity: 'critical' },
    { path: 'b.js', text: "const run = require('child_' + 'process').exec;\n", severity: 'high' },
    { path: 'c.py', text: "import importlib\nmodule = importlib.import_module('sub' + 'process')\n", severity: 'high' },
    { path: 'd.py', text: 'def load(name):\n    return __import__(name)\n', severity: 'low' },
  ],
  ignores: [
    { path: 'a.ts', text: "const fs = await import('node:fs');\nconst other = require(`./other.js`);\n" },
    { path: 'b.js', text: "const package_ = require(path.join(__dirname, '../package.json'));\n" },
    { path: 'c.py', text: "import importlib\nmodule = importlib.import_module('.tools', __name__)\n" },
  ],
  check,
};
