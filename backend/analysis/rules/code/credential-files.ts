import type { RiskLevel } from '../../../core/review/risk.ts';
import { FILE_CALLS, listFileCalls } from '../../flow/file-calls.ts';
import { trace } from '../../flow/trace.ts';
import { listProcessCalls } from '../../flow/shell-calls.ts';
import type { Hit, ProjectView, Rule, SourceFile } from '../../rule.ts';
import { listPlaces } from '../../syntax/places.ts';
import { toHit } from './to-hit.ts';

/** Where keys are kept, and the words of a server that has a reason to read them. */
const STORES: readonly (readonly [what: string, path: RegExp, purpose: RegExp])[] = [
  ['keys of SSH', /\.ssh\/|\bid_(?:rsa|ed25519|ecdsa|dsa)\b/g, /\bssh|sftp|\bgit\b/i],
  ['keys of Amazon Web Services', /\.aws\/(?:credentials|config)/g, /\baws|amazon|\bs3\b/i],
  ['keys of Google Cloud', /\.config\/gcloud|application_default_credentials\.json/g, /gcloud|google|gcp|bigquery/i],
  ['keys of Azure', /\.azure\/(?:accessTokens|msal_token_cache|azureProfile)/g, /azure|microsoft/i],
  ['access to clusters', /\.kube\/config/g, /kube|k8s|helm|openshift/i],
  ['access to registries', /\.docker\/config\.json/g, /docker|container|registry|\boci\b/i],
  ['tokens of package registries', /(?<![\w])\.(?:npmrc|pypirc|cargo\/credentials)|\.gem\/credentials/g, /\bnpm|pypi|cargo|package/i],
  ['stored passwords', /\.netrc\b|\.git-credentials|\.config\/gh\/hosts\.yml|\.pgpass|\.my\.cnf/g, /\bgit|postgres|mysql/i],
  ['keys of GnuPG', /\.gnupg\b/g, /gpg|pgp/i],
  ['profiles of browsers', /(?:Google\/Chrome|Chromium|BraveSoftware|Microsoft\/Edge)\/(?:User Data|Default)|\bUser Data\/Default|Login Data\b|\.mozilla\/firefox|Firefox\/Profiles|\blogins\.json|\bkey4\.db|Cookies\.binarycookies/g, /browser|chrome|firefox|playwright|puppeteer|bookmark/i],
  ['the keychain', /\bfind-(?:generic|internet)-password|Library\/Keychains|login\.keychain|\bsecretsdump|\bVaultCmd\b/g, /keychain|password/i],
  ['wallets', /\bwallet\.dat\b|\.ethereum\/keystore|\.electrum\/wallets|Exodus\/exodus\.wallet|\.config\/solana\/id\.json/g, /wallet|crypto|bitcoin|ethereum|solana/i],
  ['passwords of the system', /\/etc\/(?:shadow|gshadow|sudoers)\b/g, /^$/],
  ['keys of other MCP servers', /claude_desktop_config\.json|\.cursor\/mcp\.json|\.codeium\/windsurf\/mcp_config|\.claude\.json\b/g, /inspector|installer|manager|config/i],
  ['what was typed into a shell', /\.(?:bash|zsh|python|node_repl|psql)_history\b/g, /history|shell/i],
];

function* check(file: SourceFile, project: ProjectView): Iterable<Hit> {
  if (file.root === null) return;
  const purpose = `${project.context.server ?? ''} ${project.context.title} ${project.context.description}`;
  const whole = joinPieces(file.text);
  const stores = STORES.filter(([, path]) => whole.search(path) >= 0);
  if (stores.length === 0) return;
  const reads = listReads(file);
  for (const [what, path, reason] of stores) {
    const pattern = new RegExp(path.source);
    const found = reads.filter(({ texts }) => texts.some((text) => pattern.test(text)));
    const level: RiskLevel = reason.test(purpose) ? 'low' : 'high';
    for (const { span } of found) yield toHit(span, `A place where ${what} are kept is read.`, level);
    if (found.length === 0) for (const place of listPlaces(file, path)) yield toHit(place, `A place where ${what} are kept is named.`, 'info');
  }
}

interface Read {
  readonly span: { readonly line: number; readonly endLine: number; readonly start: number; readonly end: number };
  readonly texts: readonly string[];
}

function listReads(file: SourceFile): Read[] {
  const files = listFileCalls(file).map(({ call, path }) => ({ span: call, texts: trace(file, path).texts.map(joinPieces) }));
  const processes = listProcessCalls(file).map(({ call, commands }) => ({ span: call, texts: [...commands.flatMap(({ value }) => trace(file, value).texts), file.text.slice(call.start, Math.min(call.end, call.start + 300))].map(joinPieces) }));
  return [...files, ...processes];
}

/** `join(home, '.ssh', 'id_rsa')` as the path that it makes. */
function joinPieces(text: string): string {
  return FILE_CALLS.joined.test(text) ? text.replaceAll(FILE_CALLS.pieces, '/') : text;
}

export const credentialFiles: Rule = {
  id: 'credential-files',
  title: 'Files with keys of something else',
  severity: 'high',
  why: 'Keys of shells, clouds, browsers and other servers lie at well-known places. A server that reads them without its purpose needing them is after them.',
  mend: 'Take the one key that is needed from a setting that the person gives, and read no file that other programs own.',
  matches: [
    { path: 'a.ts', text: "import { readFileSync } from 'node:fs';\nimport { join } from 'node:path';\nconst key = readFileSync(join(homedir(), '.ssh', 'id_rsa'), 'utf8');\n", severity: 'high' },
    { path: 'b.py', text: 'import os\npath = os.path.expanduser("~/.aws/credentials")\nwith open(path) as file:\n    text = file.read()\n', severity: 'high' },
    { path: 'c.go', text: 'package main\nimport ("os"; "path/filepath")\nfunc read(home string) { os.ReadFile(filepath.Join(home, ".docker", "config.json")) }\n', severity: 'high' },
    { path: 'd.js', text: "const { execSync } = require('child_process');\nexecSync('security find-generic-password -w -s Chrome');\n", severity: 'high' },
    { path: 'e.ts', text: "const BLOCKED = ['.ssh/', '.gnupg'];\n", severity: 'info' },
  ],
  ignores: [
    { path: 'a.ts', text: "import fs from 'fs';\n// never reads ~/.ssh/id_rsa\nconst settings = fs.readFileSync('settings.json', 'utf8');\n" },
    { path: 'b.py', text: 'with open("notes.txt") as file:\n    text = file.read()\n' },
    { path: 'c.go', text: 'package main\nimport "os"\nfunc read() { os.ReadFile("config.json") }\n' },
  ],
  check,
};
