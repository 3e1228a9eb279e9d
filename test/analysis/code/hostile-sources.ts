const DEEP = 10_000;
const MANY = 50_000;

function repeat(text: string, count: number): string {
  return text.repeat(count);
}

function numbered(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('');
}

/** Sources that are made to be slow, deep or broken. Each is at most one file's limit. */
export const HOSTILE_SOURCES: readonly (readonly [what: string, path: string, text: string])[] = [
  ['brackets in brackets', 'a.js', `x = ${repeat('[', DEEP)}${repeat(']', DEEP)};`],
  ['brackets that never close', 'a.js', repeat('(', DEEP)],
  ['calls in calls', 'a.js', `${repeat('exec(', DEEP)}p${repeat(')', DEEP)}`],
  ['a shell in a shell in a tool', 'a.js', `const {exec} = require('child_process'); server.tool('a', ({p}) => ${repeat('exec(', 3_000)}p${repeat(')', 3_000)});`],
  ['functions in functions', 'a.js', `${repeat('(p) => fetch(p, ', 5_000)}1${repeat(')', 5_000)}`],
  ['handlers in handlers', 'a.js', `${repeat("server.tool('a', async (p) => { exec(p); ", 3_000)}${repeat('})', 3_000)}`],
  ['a long chain of calls', 'a.js', `x${repeat('.then(fetch)', 20_000)};`],
  ['a long chain of names', 'a.js', `eval(a${repeat('.b', MANY)});`],
  ['a long sum', 'a.js', `import {exec} from 'child_process'; exec('a'${numbered(20_000, (index) => ` + a${index}`)});`],
  ['each name from the one before', 'a.js', `import {exec} from 'child_process'; let a0 = process.argv; ${numbered(20_000, (index) => `let a${index + 1} = a${index} + a${index};`)} exec(a20000);`],
  ['names that stand for each other', 'a.js', `import {exec} from 'child_process'; a = b; b = c; c = a + b; exec(a); function f(x) { f(x); g(x); exec(x); } function g(y) { f(y); g(y); }`],
  ['one name with very many values', 'a.js', `import {exec} from 'child_process'; let a; ${numbered(MANY / 5, (index) => `a = a + b${index};`)} exec(a);`],
  ['many calls of one helper', 'a.js', `import {exec} from 'child_process'; function f(x) { exec(x); } ${numbered(MANY / 5, (index) => `f(y${index});`)}`],
  ['very many names', 'a.js', numbered(100_000, (index) => `i${index};`)],
  ['very many shells', 'a.js', `import {exec} from 'child_process'; ${numbered(20_000, (index) => `exec(i${index});`)}`],
  ['very many requests', 'a.ts', numbered(10_000, (index) => `fetch('https://h${index}.other.dev/', { body: b${index} });`)],
  ['very many descriptions', 'a.ts', `server.tool('a', await fetch(x)); tools = [${numbered(20_000, (index) => `{ description: d${index} },`)}];`],
  ['very many conditions', 'a.js', numbered(20_000, (index) => `if (Date.now() > 1700000000000 && x${index}) exec(1);`)],
  ['one line of a megabyte', 'a.js', `const text = '${repeat('a', 1_000_000)}';`],
  ['white space of a megabyte', 'a.js', `exec(${repeat(' ', 1_000_000)}a)`],
  ['quotes', 'a.js', repeat('"', 300_000)],
  ['back quotes and dollars', 'a.js', repeat('`${', 20_000)],
  ['numbers of characters', 'a.js', `String.fromCharCode(${repeat('104,', 200_000)}1)`],
  ['escapes', 'a.js', `x = '${repeat('\\x41', 200_000)}';`],
  ['halves of characters and zeros', 'a.js', `exec('\uD800\uDC00\uD800\0\uFFFE')`],
  ['comments', 'a.js', repeat('/* fetch( */', 50_000)],
  ['a tree of types', 'a.ts', `type A = ${repeat('Array<', 5_000)}string${repeat('>', 5_000)};`],
  ['elements in elements', 'a.tsx', `x = ${repeat('<a>', 5_000)}${repeat('</a>', 5_000)};`],
  ['lists in lists', 'a.py', `x = ${repeat('[', 5_000)}${repeat(']', 5_000)}`],
  ['blocks in blocks', 'a.py', numbered(400, (index) => `${repeat(' ', index)}if x:\n`)],
  ['decorators', 'a.py', `${repeat('@mcp.tool()\n', 20_000)}def f(p):\n  os.system(p)\n`],
  ['very many handlers', 'a.py', `import os\n${numbered(10_000, (index) => `@mcp.tool()\ndef f${index}(p):\n  os.system(p)\n`)}`],
  ['texts in texts', 'a.py', repeat('f"{', 20_000)],
  ['functions in functions', 'a.go', `package main\nvar x = ${repeat('func(p int) { _ = ', 3_000)}1${repeat('}', 3_000)}`],
  ['values in values', 'a.go', `package main\nvar x = ${repeat('T{A: ', 5_000)}1${repeat('}', 5_000)}`],
  ['very many commands', 'a.go', `package main\nimport "os/exec"\nfunc f(r mcp.CallToolRequest) {\n${numbered(10_000, (index) => `exec.Command("sh", "-c", r.A${index})\n`)}}`],
  ['bytes of no language', 'a.go', repeat('\u0001\u0002\u0003', 100_000)],
  ['nothing', 'a.py', ''],
];
