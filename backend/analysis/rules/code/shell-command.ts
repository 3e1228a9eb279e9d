import type { RiskLevel } from '../../../core/review/risk.ts';
import type { Reach } from '../../flow/reach.ts';
import { listProcessCalls } from '../../flow/shell-calls.ts';
import { trace } from '../../flow/trace.ts';
import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { REACH_WORDS, toHit } from './to-hit.ts';

const SHELL_LEVEL: Readonly<Record<Reach, RiskLevel>> = { tool: 'critical', variable: 'medium', guarded: 'low', fixed: 'info' };
const DECODES = /\batob\(|['"](?:base64|hex)['"]|b64decode|fromhex|fromCharCode|DecodeString/;

function* check(file: SourceFile): Iterable<Hit> {
  for (const { call, commands, program } of listProcessCalls(file)) {
    for (const command of commands) {
      const { reach, texts } = trace(file, command.value);
      if (texts.some((text) => DECODES.test(text))) yield toHit(call, `A command that is first decoded is given to a shell by ${call.name}.`, 'critical');
      else yield toHit(call, `A shell is given ${REACH_WORDS[reach]} by ${call.name}.`, SHELL_LEVEL[reach]);
    }
    if (program !== null && trace(file, program).reach === 'tool') yield toHit(call, `A tool argument decides which program ${call.name} starts.`, 'high');
  }
}

export const shellCommand: Rule = {
  id: 'shell-command',
  title: 'Shell command',
  severity: 'critical',
  why: 'Arguments of a tool are written by a model that reads text from strangers. Where one reaches a shell, whoever wrote that text runs commands as the server.',
  mend: 'Start the program itself with a list of arguments and no shell, check the arguments against a list of what is allowed, and put `--` before them.',
  matches: [
    {
      path: 'server.ts',
      text: "import { exec } from 'node:child_process';\nserver.tool('log', { branch: z.string() }, async ({ branch }) => {\n  const command = `git log ${branch}`;\n  exec(command);\n});\n",
      severity: 'critical',
    },
    {
      path: 'index.js',
      text: "const { promisify } = require('util');\nconst run = promisify(require('child_process').exec);\nserver.setRequestHandler(CallToolRequestSchema, async (request) => {\n  const { name, arguments: args } = request.params;\n  return list(args.folder);\n});\nasync function list(folder) {\n  return run('ls ' + folder);\n}\n",
      severity: 'critical',
    },
    { path: 'server.py', text: 'import subprocess\n@mcp.tool()\ndef ping(host: str) -> str:\n    return subprocess.run(f"ping {host}", capture_output=True, shell=True, text=True).stdout\n', severity: 'critical' },
    { path: 'main.go', text: 'package main\nimport "os/exec"\nfunc handle(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {\n\tname, _ := request.RequireString("name")\n\tout, err := exec.CommandContext(ctx, "sh", "-c", "cat "+name).Output()\n\treturn mcp.NewToolResultText(string(out)), err\n}\n', severity: 'critical' },
    { path: 'run.ts', text: "import { spawn } from 'child_process';\nserver.registerTool('run', {}, async ({ program, args }) => spawn(program, args));\n", severity: 'high' },
    { path: 'open.ts', text: "import { exec } from 'child_process';\nexport function open(url: string) {\n  exec(`open ${url}`);\n}\n", severity: 'medium' },
    { path: 'quoted.py', text: 'import os, shlex\n@mcp.tool()\ndef show(path: str):\n    os.system("cat " + shlex.quote(path))\n', severity: 'low' },
    { path: 'version.js', text: "const { execSync } = require('child_process');\nconst version = execSync('git --version').toString();\n", severity: 'info' },
  ],
  ignores: [
    { path: 'server.ts', text: "import { spawn } from 'node:child_process';\nserver.tool('clone', { url: z.string() }, async ({ url }) => {\n  spawn('git', ['clone', '--', url], { shell: false });\n});\n" },
    { path: 'search.ts', text: 'server.tool("find", {}, async ({ text }) => {\n  return /(a)(b)/.exec(text);\n});\n' },
    { path: 'server.py', text: 'import subprocess\n@mcp.tool()\ndef status(path: str):\n    return subprocess.run(["git", "-C", path, "status"], check=True)\n' },
    { path: 'main.go', text: 'package main\nimport "os/exec"\nfunc handle(ctx context.Context, request mcp.CallToolRequest) {\n\tname, _ := request.RequireString("name")\n\texec.Command("git", "show", "--", name).Run()\n}\n' },
  ],
  check,
};
