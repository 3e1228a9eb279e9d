import type { RiskLevel } from '../../../core/review/risk.ts';
import { FILE_CALLS, listFileCalls } from '../../flow/file-calls.ts';
import { listProcessCalls } from '../../flow/shell-calls.ts';
import { trace } from '../../flow/trace.ts';
import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { listArguments, listCalls, type Call } from '../../syntax/calls.ts';
import { sliceOf } from '../../syntax/span.ts';
import { toHit } from './to-hit.ts';

/** Files that something else runs, or reads as its instructions, later on. */
const FILES: readonly (readonly [what: string, path: RegExp, level: RiskLevel])[] = [
  ['a start-up file of the shell', /\.(?:bashrc|bash_profile|bash_login|zshrc|zprofile|zshenv|profile|config\/fish\/config\.fish)\b|Microsoft\.PowerShell_profile/, 'high'],
  ['the list of timed commands', /\/etc\/cron|\/var\/spool\/cron|\bcrontab\b/, 'high'],
  ['a service of the system', /\/etc\/systemd\/|\.config\/systemd\/user|\/etc\/init\.d\/|\/etc\/rc\.local/, 'high'],
  ['a launch agent', /Library\/Launch(?:Agents|Daemons)/, 'high'],
  ['the start-up folder or its keys', /CurrentVersion[\\/]+Run\b|Start Menu[\\/]+Programs[\\/]+Startup|\.config\/autostart/, 'high'],
  ['hooks of git', /\.git\/hooks\b/, 'high'],
  ['who may log in', /\.ssh\/authorized_keys|\/etc\/(?:passwd|sudoers)/, 'critical'],
  ['what is loaded into each program', /\/etc\/ld\.so\.preload|sitecustomize\.py|usercustomize\.py/, 'critical'],
  ['settings or instructions of an agent', /claude_desktop_config\.json|\.cursor\/(?:mcp\.json|rules)|\.cursorrules|\bCLAUDE\.md|\bAGENTS\.md|\.claude\/settings|\.vscode\/(?:mcp|tasks|settings)\.json|copilot-instructions\.md/, 'medium'],
];
const COMMANDS = /\bcrontab\s+(?!-l\b)(?:-|\S)|\|\s*crontab\b|["']crontab["']\s*,(?!\s*\[?\s*["']-l)|\bsystemctl\b[^\n]{0,30}\benable\b|\blaunchctl\b[^\n]{0,20}\b(?:load|bootstrap)\b|\bschtasks\b[^\n]{0,40}\/create|\breg(?:\.exe)?\s+add\b[^\n]{0,120}CurrentVersion[\\/]+Run|\bgit\s+config\b[^\n]{0,60}core\.hooksPath|>>\s*~?[^\s;|&]{0,80}\.(?:bashrc|zshrc|profile|bash_profile)\b|\bupdate-rc\.d\b/i;
const COMMAND_WORDS = /crontab|systemctl|launchctl|schtasks|\breg\b|hooksPath|>>|update-rc/;
const REGISTRY_CALLS = /^winreg\.SetValueEx?$/;

function* check(file: SourceFile): Iterable<Hit> {
  const whole = file.root === null ? '' : file.text.replaceAll(FILE_CALLS.pieces, '/');
  if (FILES.some(([, pattern]) => pattern.test(whole))) yield* checkFiles(file);
  if (COMMAND_WORDS.test(file.text)) yield* checkCommands(file);
  if (!file.text.includes('winreg')) return;
  for (const call of listCalls(file)) if (REGISTRY_CALLS.test(call.name) && isRunKey(file, call)) yield toHit(call, 'A program is added to those that start with the session.', 'high');
}

function* checkFiles(file: SourceFile): Iterable<Hit> {
  for (const { call, path, isWrite } of listFileCalls(file)) {
    if (!isWrite) continue;
    const texts = trace(file, path).texts.map((text) => text.replaceAll(FILE_CALLS.pieces, '/'));
    const found = FILES.find(([, pattern]) => texts.some((text) => pattern.test(text)));
    if (found !== undefined) yield toHit(call, `${found[0].charAt(0).toUpperCase()}${found[0].slice(1)} is written: it works on after the server has ended.`, found[2]);
  }
}

function* checkCommands(file: SourceFile): Iterable<Hit> {
  for (const { call, commands } of listProcessCalls(file)) {
    const texts = [sliceOf(file, call, 400), ...commands.flatMap(({ value }) => trace(file, value).texts)];
    if (texts.some((text) => COMMANDS.test(text))) yield toHit(call, 'A command is set up to run again later, without the server.', 'high');
  }
}

function isRunKey(file: SourceFile, call: Call): boolean {
  return listArguments(file, call).some(({ value }) => trace(file, value).texts.some((text) => /CurrentVersion\\{1,2}Run/.test(text))) || /CurrentVersion\\{1,2}Run\b/.test(file.text);
}

export const persistence: Rule = {
  id: 'persistence',
  title: 'Code that stays after the server',
  severity: 'critical',
  why: 'A server is started, answers and ends. What it puts into start-up files, timers, hooks or an agent’s own settings runs later, outside of its container, and when nobody thinks of it.',
  mend: 'Keep state in the server’s own folder. Leave settings of other programs to the person, and print what they would have to change.',
  matches: [
    { path: 'a.ts', text: "import { appendFileSync } from 'node:fs';\nimport path from 'node:path';\nappendFileSync(path.join(home, '.bashrc'), 'node /tmp/a.js &\\n');\n", severity: 'high' },
    { path: 'b.py', text: 'import os\nos.system("(crontab -l; echo \'* * * * * sample\') | crontab -")\n', severity: 'high' },
    { path: 'c.go', text: 'package main\nimport "os"\nfunc stay(home string) { os.WriteFile(home+"/.ssh/authorized_keys", key, 0600) }\n', severity: 'critical' },
    { path: 'd.py', text: 'with open(".git/hooks/pre-commit", "w") as hook:\n    hook.write(text)\n', severity: 'high' },
    { path: 'e.ts', text: "import fs from 'fs';\nfs.writeFileSync(path.join(home, '.cursor', 'mcp.json'), settings);\n", severity: 'medium' },
  ],
  ignores: [
    { path: 'a.ts', text: "import { readFileSync } from 'node:fs';\nconst text = readFileSync('.bashrc', 'utf8');\nconsole.log('add it to your .zshrc');\n" },
    { path: 'b.py', text: 'import os\nos.system("crontab -l")\n' },
    { path: 'c.go', text: 'package main\nimport "os"\nfunc keep() { os.WriteFile("state.json", data, 0600) }\n' },
  ],
  check,
};
