import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { toFileName } from '../file-kinds.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';

const SETTINGS: readonly { readonly pattern: RegExp; readonly severity: RiskLevel; readonly message: string }[] = [
  { pattern: /^[^#\n]{0,200}--trusted-host\b/gm, severity: 'medium', message: 'Packages are taken from a host whose certificate is not checked.' },
  { pattern: /^[^#\n]{0,200}(?:--extra-index-url|--find-links)[ =]{0,5}http:/gm, severity: 'high', message: 'Packages are fetched without encryption.' },
  { pattern: /^[^#\n]{0,200}--extra-index-url\b/gm, severity: 'low', message: 'A second index may offer any package under a known name.' },
  { pattern: /^[ \t]{0,10}strict-ssl\s{0,5}=\s{0,5}false/gm, severity: 'medium', message: 'Certificates of the registry are not checked.' },
  { pattern: /^[ \t]{0,10}(?:@[\w-]{1,100}:)?registry\s{0,5}=\s{0,5}http:/gm, severity: 'high', message: 'Packages are fetched without encryption.' },
];
const FILES = /^(?:requirements[\w.-]*\.txt|pip\.conf|pip\.ini|\.npmrc|\.yarnrc|dockerfile[\w.-]*|[\w.-]*\.sh)$/;

function* check(file: SourceFile): Iterable<Hit> {
  if (!FILES.test(toFileName(file.path))) return;
  for (const { pattern, severity, message } of SETTINGS) for (const place of findPlaces(file.text, pattern, 50)) yield toTextHit(file, place, { message, severity });
}

export const packageIndex: Rule = {
  id: 'package-index',
  title: 'Packages from an unchecked or second index',
  severity: 'high',
  why: 'Who answers in the place of the registry decides what is installed: with two indexes the higher version wins, wherever it comes from.',
  mend: 'Use one index over TLS, and pin packages by hash.',
  matches: [
    { path: 'requirements.txt', text: '--extra-index-url https://x.example/simple\na==1', severity: 'low' },
    { path: 'requirements.txt', text: '--trusted-host x.example', severity: 'medium' },
    { path: '.npmrc', text: 'registry=http://x.example/', severity: 'high' },
  ],
  ignores: [
    { path: '.npmrc', text: 'save-exact=true\n@own:registry=https://x.example/' },
    { path: 'requirements.txt', text: '# --extra-index-url https://x.example/simple' },
    { path: 'README.md', text: 'pip install --extra-index-url https://x.example/simple a' },
  ],
  check,
};
