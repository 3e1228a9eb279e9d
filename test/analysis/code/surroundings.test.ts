import { describe, expect, it } from 'vitest';
import { shellCommand } from '../../../backend/analysis/rules/code/shell-command.ts';
import { hitsOf, worstOf } from '../support.ts';

const IMPORT = "import { exec } from 'node:child_process';\n";

describe('when an argument of a tool is named like what a server passes along', () => {
  it.each([
    ['taken apart', 'a.ts', `${IMPORT}server.tool('x', { env: z.string() }, async ({ env }) => exec(env));\n`],
    ['one letter', 'a.ts', `${IMPORT}server.tool('x', { c: z.string() }, async (c) => exec(c.c));\n`],
    ['with a type of values', 'a.py', 'import os\n@mcp.tool()\ndef run(ctx: str):\n    os.system(ctx)\n'],
  ])('is an argument all the same: %s', (_name, path, text) => {
    expect(worstOf(shellCommand, hitsOf(shellCommand, path, text))).toBe('critical');
  });

  it.each([
    ['after the arguments', 'a.ts', `${IMPORT}server.tool('x', {}, async (args, extra) => exec(extra.command));\n`],
    ['without a type of values', 'a.py', 'import os\n@mcp.tool()\ndef run(ctx: Context):\n    os.system(ctx.command)\n'],
  ])('is none where it cannot be one: %s', (_name, path, text) => {
    expect(worstOf(shellCommand, hitsOf(shellCommand, path, text))).not.toBe('critical');
  });
});
