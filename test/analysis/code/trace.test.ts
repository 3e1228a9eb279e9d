import { describe, expect, it } from 'vitest';
import { trace } from '../../../backend/analysis/flow/trace.ts';
import { parseSourceFile } from '../../../backend/analysis/parse-file.ts';
import { listArguments, listCalls } from '../../../backend/analysis/syntax/calls.ts';

/** What `sink` is given, by who decides it. */
function reachOf(path: string, text: string): string {
  const file = parseSourceFile(path, text);
  const call = listCalls(file).find(({ last }) => last === 'sink');
  const [first] = call === undefined ? [] : listArguments(file, call);
  return first === undefined ? 'none' : trace(file, first.value).reach;
}

const tool = (body: string, parameters = '{ a, b }'): string => `server.tool('x', 'X.', {}, async (${parameters}) => {\n${body}\n});\n`;

const SCRIPT: readonly (readonly [what: string, text: string, reach: string])[] = [
  ['an argument', tool('sink(a);'), 'tool'],
  ['a property of the arguments', tool('sink(args.deep.a);', 'args'), 'tool'],
  ['a template', tool('sink(`x ${a} y`);'), 'tool'],
  ['a sum', tool("sink('x' + b);"), 'tool'],
  ['a name for it', tool('const c = a; const d = [c, 1]; sink(d);'), 'tool'],
  ['a later assignment', tool('let c; c = a; sink(c);'), 'tool'],
  ['something added', tool("let c = 'x'; c += a; sink(c);"), 'tool'],
  ['a renamed part', tool('const { p: { q }, r: s } = a; sink(s);'), 'tool'],
  ['put into an object', tool('const o = {}; o.c = a; sink(o);'), 'tool'],
  ['a loop', tool('for (const c of a) sink(c);'), 'tool'],
  ['a callback', tool('a.forEach((c) => sink(c));'), 'tool'],
  ['a choice', tool("const c = b ? a : 'x'; sink(c);"), 'tool'],
  ['a parsed argument', tool('const p = Schema.parse(args); sink(p.a);', 'args'), 'tool'],
  ['a helper', `${tool('helper(1, a);')}function helper(x, y) { sink(y); }`, 'tool'],
  ['a helper as a constant', `const helper = async ({ y }) => sink(y);\n${tool('await helper({ y: a });')}`, 'tool'],
  ['a helper of a helper', `${tool('one(a);')}function one(x) { two(x); }\nfunction two(y) { sink(y); }`, 'tool'],
  ['a field', `class S { constructor() { server.tool('x', async ({ a }) => { this.c = a; }); } run() { sink(this.c); } }`, 'tool'],
  ['a request', 'server.setRequestHandler(CallToolRequestSchema, async (request) => { const { arguments: args } = request.params; sink(args.a); });', 'tool'],
  ['a named handler', "async function handle(args) { sink(args.a); }\nserver.registerTool('x', {}, handle);", 'tool'],
  ['a handler in an object', "server.addTool({ name: 'x', execute: async (args) => sink(args.a) });", 'tool'],
  ['a defined tool', "export const x = defineTool({ name: 'x', handle: async (context, parameters) => sink(parameters.a) });", 'tool'],
  ['a quoted argument', tool('sink(shellQuote(a));'), 'guarded'],
  ['a checked argument', tool('sink(validatePath(a));'), 'guarded'],
  ['a number', tool('sink(Number(a));'), 'fixed'],
  ['a setting', 'sink(process.env.X);', 'guarded'],
  ['a parameter of something exported', 'export function f(x) { sink(x); }', 'variable'],
  ['something imported from the project', "import { x } from './x.js';\nsink(x);", 'variable'],
  ['something imported from a package', "import path from 'node:path';\nsink(path.sep);", 'fixed'],
  ['a constant', "const X = 'x';\nfunction f() { sink(X); }", 'fixed'],
  ['a helper with fixed values', "function f(x) { sink(x); }\nf('a'); f('b');", 'fixed'],
  ['another name of the same spelling', `${tool('return a;')}function f() { const a = 'x'; sink(a); }`, 'fixed'],
  ['what stands in a text', tool("sink('a');"), 'fixed'],
  ['itself', 'let a = a; sink(a);', 'fixed'],
];

const PYTHON: readonly (readonly [what: string, text: string, reach: string])[] = [
  ['an argument', '@mcp.tool()\ndef f(a: str, b=1):\n    sink(a)\n', 'tool'],
  ['a formatted text', '@server.tool\nasync def f(a):\n    c = f"x {a}"\n    sink(c)\n', 'tool'],
  ['a low-level handler', '@app.call_tool()\nasync def call_tool(name, arguments):\n    sink(arguments["a"])\n', 'tool'],
  ['a joined list', '@mcp.tool()\ndef f(a):\n    c = ["x", a]\n    sink(" ".join(c))\n', 'tool'],
  ['two at once', '@mcp.tool()\ndef f(a):\n    x, y = 1, a\n    sink(y)\n', 'tool'],
  ['a method', 'class A:\n    def go(self, x):\n        sink(x)\n@mcp.tool()\ndef f(a):\n    A().go(a)\n', 'variable'],
  ['a helper by keyword', 'def go(x, y):\n    sink(y)\n@mcp.tool()\ndef f(a):\n    go(1, y=a)\n', 'tool'],
  ['a with', '@mcp.tool()\ndef f(a):\n    with open(a) as c:\n        sink(c)\n', 'tool'],
  ['a named expression', '@mcp.tool()\ndef f(a):\n    if (c := a):\n        sink(c)\n', 'tool'],
  ['a quoted argument', 'import shlex\n@mcp.tool()\ndef f(a):\n    sink(shlex.quote(a))\n', 'guarded'],
  ['the surroundings', '@mcp.tool()\ndef f(a, ctx):\n    sink(ctx)\n', 'guarded'],
  ['a number', '@mcp.tool()\ndef f(a):\n    sink(int(a))\n', 'fixed'],
  ['a constant', 'X = "x"\ndef f():\n    sink(X)\n', 'fixed'],
];

const GO: readonly (readonly [what: string, text: string, reach: string])[] = [
  ['an argument', 'func f(ctx context.Context, r mcp.CallToolRequest) { a := r.Params.Arguments["a"].(string); sink(a) }', 'tool'],
  ['a typed argument', 'func f(ctx context.Context, r *mcp.CallToolRequest, in In) (any, error) { sink("x" + in.A) }', 'tool'],
  ['a formatted text', 'func f(r mcp.CallToolRequest) { var c = fmt.Sprintf("x %s", r.GetString("a", "")); sink(c) }', 'tool'],
  ['a function in place', 'func f() { s.AddTool(t, func(ctx context.Context, r mcp.CallToolRequest) error { for _, v := range r.All() { sink(v) }; return nil }) }', 'tool'],
  ['a helper', 'func f(r mcp.CallToolRequest) { go_(1, r) }\nfunc go_(x, y int) { sink(y) }', 'tool'],
  ['the context', 'func f(ctx context.Context, r mcp.CallToolRequest) { sink(ctx) }', 'guarded'],
  ['a number', 'func f(r mcp.CallToolRequest) { sink(len(r.A)) }', 'fixed'],
  ['a constant', 'const x = "x"\nfunc f() { sink(x) }', 'fixed'],
];

describe('when a value is followed to where it comes from', () => {
  it.each(SCRIPT)('in TypeScript, from %s', (_what, text, reach) => {
    expect(reachOf('a.ts', text)).toBe(reach);
  });

  it.each(SCRIPT)('in JavaScript, from %s', (_what, text, reach) => {
    expect(reachOf('a.js', text)).toBe(reach);
  });

  it.each(PYTHON)('in Python, from %s', (_what, text, reach) => {
    expect(reachOf('a.py', text)).toBe(reach);
  });

  it.each(GO)('in Go, from %s', (_what, text, reach) => {
    expect(reachOf('a.go', `package main\n${text}\n`)).toBe(reach);
  });
});
