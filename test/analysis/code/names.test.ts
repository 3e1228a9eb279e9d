import { describe, expect, it } from 'vitest';
import { parseSourceFile } from '../../../backend/analysis/parse-file.ts';
import { listCalls } from '../../../backend/analysis/syntax/calls.ts';

const CALLS: readonly (readonly [what: string, path: string, text: string, name: string])[] = [
  ['a named import', 'a.ts', "import { exec as run } from 'node:child_process';\nrun(x);", 'child_process.exec'],
  ['a whole import', 'a.ts', "import * as cp from 'child_process';\ncp.exec(x);", 'child_process.exec'],
  ['a default and a named import', 'a.ts', "import cp, { exec } from 'child_process';\nexec(x);", 'child_process.exec'],
  ['an import over lines', 'a.ts', "import {\n  spawn,\n  exec,\n} from 'child_process';\nexec(x);", 'child_process.exec'],
  ['promises of files', 'a.ts', "import { readFile } from 'fs/promises';\nreadFile(x);", 'fs.readFile'],
  ['require', 'a.js', "const cp = require('child_process');\ncp.exec(x);", 'child_process.exec'],
  ['require, taken apart and renamed', 'a.js', "const { exec: run } = require('node:child_process');\nrun(x);", 'child_process.exec'],
  ['require of one part', 'a.js', "const run = require('child_process').exec;\nrun(x);", 'child_process.exec'],
  ['a compiler’s require', 'a.js', 'const child_process_1 = require("child_process");\n(0, child_process_1.exec)(x);', 'child_process.exec'],
  ['a bundler’s require', 'a.js', 'var import_cp = __toESM(require("child_process"));\n(0, import_cp.default.exec)(x);', 'child_process.exec'],
  ['a promise of it', 'a.js', "const { exec } = require('child_process');\nconst run = util.promisify(exec);\nrun(x);", 'child_process.exec'],
  ['another name of it', 'a.js', "import cp from 'child_process';\nconst run = cp.exec;\nrun(x);", 'child_process.exec'],
  ['an optional call', 'a.ts', "import cp from 'child_process';\ncp?.exec?.(x);", 'child_process.exec'],
  ['types between', 'a.ts', "import cp from 'child_process';\ncp.exec<A>(x);", 'child_process.exec'],
  ['the value of a call', 'a.ts', 'a().b.send(x);', '().send'],
  ['a client', 'a.ts', "import axios from 'axios';\nconst api = axios.create({});\napi.post(x);", 'axios.post'],
  ['a Python module by another name', 'a.py', 'import subprocess as s\ns.run(x)', 'subprocess.run'],
  ['a Python name', 'a.py', 'from os import (\n  path,\n  system as go,\n)\ngo(x)', 'os.system'],
  ['a Python client', 'a.py', 'import httpx\nasync def f():\n  async with httpx.AsyncClient() as c:\n    await c.get(x)', 'httpx.get'],
  ['a Go package', 'a.go', 'package a\nimport "os/exec"\nfunc f() { exec.Command(x) }', 'os/exec.Command'],
  ['a Go package by another name', 'a.go', 'package a\nimport (\n\t"fmt"\n\trun "os/exec"\n)\nfunc f() { run.Command(x) }', 'os/exec.Command'],
  ['a Go package with a version', 'a.go', 'package a\nimport "a.example/b/v2"\nfunc f() { b.Go(x) }', 'a.example/b/v2.Go'],
];

describe('when what is called is named', () => {
  it.each(CALLS)('sees through %s', (_what, path, text, name) => {
    expect(listCalls(parseSourceFile(path, text)).map((call) => call.name)).toContain(name);
  });
});
