import type { RiskLevel } from '../../../core/review/risk.ts';
import { trace } from '../../flow/trace.ts';
import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { listCalls, listArguments, type Call } from '../../syntax/calls.ts';
import { sliceOf } from '../../syntax/span.ts';
import { findPlaces, toTextHit } from '../text/text-hit.ts';
import { toHit } from './to-hit.ts';

const WHOLE = /^(?:\{\s*\.\.\.)?(?:dict\(|list\()?\s*(?:globalThis\.)?(?:process\.env|os\.environ(?:\.copy\(\)|\.items\(\))?|os\.Environ\(\)|Deno\.env\.toObject\(\)|Bun\.env)\s*\)?(?:\s*\})?$/;
/** An environment inside of something bigger, such as `{ env: process.env }`. */
const WITHIN = /[:,([{]\s*(?:\.\.\.)?(?:process\.env|os\.environ|dict\(os\.environ\)|os\.Environ\(\))\s*[,}\])]/;
const WRITERS = /^(?:JSON\.stringify|json\.dumps?|pickle\.dumps|yaml\.(?:dump|safe_dump|stringify)|str|repr|util\.inspect|encoding\/json\.Marshal(?:Indent)?|strings\.Join|fmt\.(?:Sprint|Sprintf|Sprintln|Println|Print|Printf)|(?:querystring|qs)\.stringify|URLSearchParams|pprint\.\w+|console\.(?:log|error|info|debug|table)|print|log(?:ger|ging)?\.(?:info|debug|Println|Printf))$/;
/** Every variable, one by one, into one text. */
const JOINED = /\bObject\s?\.\s?(?:entries|values)\s?\(\s?process\.env\s?\)[^;]{0,200}\.join\s?\(/g;
const PRINTERS = /^(?:console\.|print$|fmt\.P|log|pprint)/;

function* check(file: SourceFile): Iterable<Hit> {
  if (!/process\.env|os\.environ|os\.Environ|Deno\.env|Bun\.env/.test(file.text) || file.root === null) return;
  for (const call of listCalls(file)) {
    if (WRITERS.test(call.name) && isGivenEnvironment(file, call)) yield toHit(call, `The whole environment, with all keys in it, is turned into text by ${call.name}.`, toLevel(call));
  }
  if (file.language !== 'python' && file.language !== 'go') for (const place of findPlaces(file.text, JOINED)) yield toTextHit(file, place, { message: 'All variables of the environment, with all keys in them, are joined into one text.' });
}

function isGivenEnvironment(file: SourceFile, call: Call): boolean {
  return listArguments(file, call).slice(0, 2).some((argument) => {
    const text = sliceOf(file, argument, 500).trim();
    if (/^\w{1,80}$/.test(text)) return trace(file, argument.value).texts.some((source) => WHOLE.test(source.trim()));
    return WHOLE.test(text) || (/^[{[(]/.test(text) && WITHIN.test(text));
  });
}

function toLevel(call: Call): RiskLevel {
  return PRINTERS.test(call.name) ? 'medium' : 'high';
}

export const environmentDump: Rule = {
  id: 'environment-dump',
  title: 'The whole environment as text',
  severity: 'high',
  why: 'The environment of a server holds its keys. As one text it leaves in an answer to the model, in a log, or over the network.',
  mend: 'Read the variables that are needed by name, and never return or log their values.',
  matches: [
    { path: 'a.ts', text: "server.tool('env', {}, async () => ({ content: [{ type: 'text', text: JSON.stringify(process.env, null, 2) }] }));\n", severity: 'high' },
    { path: 'b.py', text: 'import json, os\n@mcp.tool()\ndef status():\n    return json.dumps(dict(os.environ))\n', severity: 'high' },
    { path: 'c.go', text: 'package main\nimport ("os"; "strings")\nfunc dump() string { return strings.Join(os.Environ(), ",") }\n', severity: 'high' },
    { path: 'd.js', text: 'const body = JSON.stringify({ time: 1, env: process.env });\n', severity: 'high' },
    { path: 'e.js', text: 'console.error(process.env);\n', severity: 'medium' },
    { path: 'f.js', text: 'const all = { ...process.env };\nrequest.write(JSON.stringify(all));\n', severity: 'high' },
    { path: 'g.js', text: "const all = Object.entries(process.env).map(([name, value]) => name + value).join();\n", severity: 'high' },
  ],
  ignores: [
    { path: 'a.ts', text: "spawn('git', ['status'], { env: { ...process.env, LANG: 'C' } });\nconst key = process.env.API_KEY;\n" },
    { path: 'b.py', text: 'import os, subprocess\nsubprocess.run(["git"], env={**os.environ, "LANG": "C"})\nkey = str(os.environ["KEY"])\n' },
    { path: 'c.go', text: 'package main\nimport ("os"; "os/exec")\nfunc run(c *exec.Cmd) { c.Env = append(os.Environ(), "LANG=C") }\n' },
    { path: 'd.js', text: 'const text = JSON.stringify(process.env.NODE_ENV);\n' },
  ],
  check,
};
