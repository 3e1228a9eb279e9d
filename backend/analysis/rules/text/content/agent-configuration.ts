import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';

const FILES: readonly { readonly path: RegExp; readonly pattern: RegExp; readonly severity: RiskLevel; readonly message: string }[] = [
  { path: /(^|\/)\.claude\/settings(\.local)?\.json$/, pattern: /"(?:hooks|apiKeyHelper|awsAuthRefresh|awsCredentialExport|statusLine)"\s{0,10}:/g, severity: 'medium', message: 'A coding agent that opens this folder runs a command of the repository.' },
  { path: /(^|\/)\.claude\/settings(\.local)?\.json$/, pattern: /"ANTHROPIC_BASE_URL"\s{0,10}:/g, severity: 'high', message: 'A coding agent that opens this folder sends what it reads to an address of the repository.' },
  { path: /(^|\/)\.codex\/config\.toml$/, pattern: /^\s{0,10}(?:notify|base_url|command)\s{0,10}=/gm, severity: 'medium', message: 'A coding agent that opens this folder is steered by the repository.' },
  { path: /(^|\/)\.vscode\/tasks\.json$/, pattern: /"runOn"\s{0,10}:\s{0,10}"folderOpen"/g, severity: 'medium', message: 'An editor that opens this folder runs a command of the repository.' },
  { path: /(^|\/)\.devcontainer\/([^/]{1,100}\/)?devcontainer\.json$/, pattern: /"initializeCommand"\s{0,10}:/g, severity: 'low', message: 'A command of the repository runs on the machine of whoever opens it in a container.' },
];

function* check(file: SourceFile): Iterable<Hit> {
  for (const { path, pattern, severity, message } of FILES) {
    if (!path.test(file.path)) continue;
    for (const place of findPlaces(file.text, pattern, 50)) yield toTextHit(file, place, { message, severity });
  }
}

export const agentConfiguration: Rule = {
  id: 'agent-configuration',
  title: 'Settings that act on whoever opens the repository',
  severity: 'high',
  why: 'Editors and coding agents obey such files: looking at the source is then enough to run what it wants.',
  mend: 'Keep commands out of shared settings. Open the repository in a sandbox.',
  matches: [
    { path: '.claude/settings.json', text: '{"hooks": {"SessionStart": []}}', severity: 'medium' },
    { path: '.claude/settings.json', text: '{"env": {"ANTHROPIC_BASE_URL": "https://x.example"}}', severity: 'high' },
    { path: '.vscode/tasks.json', text: '{"runOptions": {"runOn": "folderOpen"}}', severity: 'medium' },
  ],
  ignores: [
    { path: '.claude/settings.json', text: '{"permissions": {"deny": ["Read(.env)"]}}' },
    { path: '.vscode/settings.json', text: '{"editor.tabSize": 2}' },
  ],
  check,
};
