import { FETCHES, listNetworkCalls } from '../../flow/network-calls.ts';
import { listProcessCalls } from '../../flow/shell-calls.ts';
import { trace } from '../../flow/trace.ts';
import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { listPlaces } from '../../syntax/places.ts';
import { toHit } from './to-hit.ts';

const PIPED = /\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^|\n]{0,300}\|\s*(?:sudo\s+)?(?:(?:\/bin\/)?(?:ba|z|da)?sh|python[\d.]*|node|perl|iex|Invoke-Expression)\b|\b(?:ba|z)?sh\s+(?:-c\s+["']?\$\(|<\(\s*)(?:curl|wget)|\b(?:iex|Invoke-Expression)\b[^\n]{0,80}\b(?:DownloadString|iwr|irm|Invoke-WebRequest)/;
const RUNNER = /\b(?:npx|bunx|uvx|pnpm\s+dlx|yarn\s+dlx)\b|\bpipx\s+run\b|\b(?:pip[\d.]*|npm|go|cargo|gem)["'`,\s]{1,6}install\b/;
const MADE_EXECUTABLE = /\bchmod(?:Sync)?\s*\([^)\n]{0,120}(?:0o?7[0-7]{2}|0o?[1-7]?[157]{3}|["']\+x|S_IX|stat\.S_IEXEC)|\bos\.Chmod\([^)\n]{0,120}0o?7/g;

function* check(file: SourceFile): Iterable<Hit> {
  const calls = listProcessCalls(file);
  for (const { call, commands, program } of calls) {
    const values = [...commands.map(({ value }) => value), ...(program === null ? [] : [program])];
    const texts = values.flatMap((value) => trace(file, value).texts);
    if (texts.some((text) => PIPED.test(text))) yield toHit(call, 'A script is fetched and given to a shell at once: whoever answers that address decides what runs.', 'critical');
    else if (texts.some((text) => FETCHES.test(text))) yield toHit(call, 'What comes over the network decides which program runs.', 'critical');
    else if (texts.some((text) => RUNNER.test(text)) || RUNNER.test(file.text.slice(call.start, Math.min(call.end, call.start + 300)))) yield toHit(call, 'A package is fetched and run, or installed, while the server runs.', 'low');
  }
  if (calls.length === 0 || listNetworkCalls(file).length === 0) return;
  for (const place of listPlaces(file, MADE_EXECUTABLE)) yield toHit(place, 'A file is made executable in code that downloads and starts programs.', 'medium');
}

export const downloadAndRun: Rule = {
  id: 'download-and-run',
  title: 'Downloads that are run',
  severity: 'critical',
  why: 'Code that is fetched at run time was in no commit and in no image that anybody verified, and can be another for each user.',
  mend: 'Ship what is needed in the image. Where a download cannot be avoided, compare it with a digest that stands in the source before it is run.',
  matches: [
    { path: 'a.ts', text: "import { execSync } from 'node:child_process';\nexecSync('curl -fsSL https://get.sample.example/install | sh');\n", severity: 'critical' },
    { path: 'b.py', text: 'import subprocess, requests\nscript = requests.get("https://get.sample.example/run").text\nsubprocess.run(["bash", "-c", script])\n', severity: 'critical' },
    { path: 'c.go', text: 'package main\nimport "os/exec"\nfunc setup() {\n\texec.Command("sh", "-c", "wget -qO- https://get.sample.example/x | bash").Run()\n}\n', severity: 'critical' },
    { path: 'd.js', text: "const { spawn } = require('child_process');\nspawn('npx', ['-y', 'some-package']);\n", severity: 'low' },
    { path: 'e.ts', text: "import { spawn } from 'child_process';\nimport fs from 'fs';\nconst reply = await fetch(address);\nfs.writeFileSync(file, Buffer.from(await reply.arrayBuffer()));\nfs.chmodSync(file, 0o755);\nspawn(file);\n", severity: 'medium' },
  ],
  ignores: [
    { path: 'a.ts', text: "const help = 'Install with: curl -fsSL https://get.sample.example/install | sh';\nconsole.error(help);\n" },
    { path: 'b.py', text: 'import subprocess\n# curl https://get.sample.example | sh\nsubprocess.run(["git", "fetch"])\n' },
    { path: 'c.go', text: 'package main\nimport "net/http"\nfunc get() { http.Get("https://api.sample.example/v1") }\n' },
  ],
  check,
};
