import type { RiskLevel } from '../../../core/review/risk.ts';
import { isAround } from '../../flow/enclosing.ts';
import { listFileCalls } from '../../flow/file-calls.ts';
import { listToolHandlers } from '../../flow/tool-handlers.ts';
import { trace } from '../../flow/trace.ts';
import type { Hit, Rule, SourceFile } from '../../rule.ts';
import type { Call } from '../../syntax/calls.ts';
import { toHit } from './to-hit.ts';

/** Words of a check that a path stays where it should. */
const CONTAINED = /startsWith\(|startswith\(|path\.relative\(|\.relative_to\(|is_relative_to\(|commonpath\(|commonprefix\(|filepath\.Rel\(|filepath\.IsLocal\(|HasPrefix\(|os\.OpenRoot\(|SecureJoin|realpath|includes\(['"]\.\.|["']\.\.["'] in |\w*(?:[vV]alid|[aA]llowed|[sS]afe|[sS]ecure|[wW]ithin|[iI]nside|[rR]oot|[sS]andbox|[cC]heck|[nN]ormaliz|[rR]esolve)\w*(?:Path|File|Dir|_path|_file|_dir|Root|In)\w*\(|safe_?join|secure_filename/;
const LOOKS = /(?:stat|statSync|access|accessSync|existsSync)$/;

function* check(file: SourceFile): Iterable<Hit> {
  if (listToolHandlers(file).size === 0) return;
  for (const { call, path, isWrite } of listFileCalls(file)) {
    if (trace(file, path).reach !== 'tool' || isAround(file, call, CONTAINED)) continue;
    yield toHit(call, `A tool argument decides which file ${call.name} ${isWrite ? 'changes' : 'reads'}, and no check that it stays in a folder is seen.`, toLevel(file, call, isWrite));
  }
}

/** Where paths are checked elsewhere in the file, what comes here may have been through that check. */
function toLevel(file: SourceFile, { name }: Call, isWrite: boolean): RiskLevel {
  if (LOOKS.test(name)) return 'low';
  const level = isWrite ? 1 : 0;
  return (['low', 'medium', 'high'] as const)[CONTAINED.test(file.text) ? level : level + 1] ?? 'high';
}

export const pathTraversal: Rule = {
  id: 'path-traversal',
  title: 'Paths from tool arguments',
  severity: 'high',
  why: 'A path that a model writes may climb out of the folder that is meant with `..`, a link or an absolute name: to keys that are read, or to start-up files that are written.',
  mend: 'Resolve the path with its links, and refuse it unless it then lies inside of a folder that the person allowed.',
  matches: [
    { path: 'a.ts', text: "import fs from 'node:fs/promises';\nimport path from 'node:path';\nserver.tool('save', {}, async ({ name, text }) => {\n  await fs.writeFile(path.join(ROOT, name), text);\n});\n", severity: 'high' },
    { path: 'b.ts', text: "import { readFileSync } from 'fs';\nserver.registerTool('read', {}, async (args) => readFileSync(args.path, 'utf8'));\n", severity: 'medium' },
    { path: 'c.py', text: 'import os\n@mcp.tool()\ndef read(name: str) -> str:\n    with open(os.path.join(ROOT, name)) as file:\n        return file.read()\n', severity: 'medium' },
    { path: 'd.py', text: '@mcp.tool()\ndef save(name: str, text: str):\n    with open(f"notes/{name}", "w") as file:\n        file.write(text)\n', severity: 'high' },
    { path: 'f.py', text: 'from pathlib import Path\n@mcp.tool()\ndef read(name: str) -> str:\n    return (ROOT / name).read_text()\n', severity: 'medium' },
    { path: 'g.py', text: 'import os\n@mcp.tool()\ndef clear(name: str):\n    os.remove(name)\ndef other(name):\n    return validate_path(name)\n', severity: 'medium' },
    { path: 'e.go', text: 'package main\nimport ("os"; "path/filepath")\nfunc read(ctx context.Context, request mcp.CallToolRequest) {\n\tname, _ := request.RequireString("name")\n\tos.ReadFile(filepath.Join(root, name))\n}\n', severity: 'medium' },
  ],
  ignores: [
    { path: 'a.ts', text: "import fs from 'node:fs/promises';\nserver.tool('read', {}, async ({ name }) => {\n  const full = path.resolve(ROOT, name);\n  if (!full.startsWith(ROOT + path.sep)) throw new Error('outside');\n  return fs.readFile(full, 'utf8');\n});\n" },
    { path: 'b.ts', text: "import fs from 'node:fs/promises';\nserver.tool('read', {}, async (args) => fs.readFile(await validatePath(args.path), 'utf8'));\n" },
    { path: 'c.py', text: '@mcp.tool()\ndef read(name: str) -> str:\n    path = (ROOT / name).resolve()\n    if not path.is_relative_to(ROOT):\n        raise ValueError("outside")\n    return open(path).read()\n' },
    { path: 'd.go', text: 'package main\nimport "os"\nfunc read(ctx context.Context, request mcp.CallToolRequest) {\n\tos.ReadFile("/etc/hostname")\n}\n' },
  ],
  check,
};
