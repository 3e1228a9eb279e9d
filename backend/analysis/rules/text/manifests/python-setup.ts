import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { toFileName } from '../file-kinds.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';

const CODE: readonly { readonly pattern: RegExp; readonly severity: RiskLevel; readonly message: string }[] = [
  { pattern: /\b(?:urllib\.request|urlopen|requests\.(?:get|post)|http\.client|httpx\.|socket\.socket)/g, severity: 'high', message: 'The setup script speaks to the network.' },
  { pattern: /\b(?:b64decode|marshal\.loads|zlib\.decompress)\s{0,10}\(|\b(?<!\.)exec\s{0,10}\(\s{0,10}(?!open|read|f\.read|compile\(open|\(?here|version|ver|fp|\(?path)/g, severity: 'high', message: 'The setup script runs code that it decodes or puts together.' },
  { pattern: /\b(?:os\.(?:system|popen|exec\w{1,3})|subprocess\.(?:run|call|Popen|check_\w{1,10}))\s{0,10}\(/g, severity: 'medium', message: 'The setup script runs commands.' },
  { pattern: /\bcmdclass\s{0,10}=/g, severity: 'info', message: 'The setup script changes what installing does.' },
];

function* check(file: SourceFile): Iterable<Hit> {
  if (toFileName(file.path) !== 'setup.py') return;
  for (const { pattern, severity, message } of CODE) for (const place of findPlaces(file.text, pattern, 50)) yield toTextHit(file, place, { message, severity });
}

export const pythonSetup: Rule = {
  id: 'python-setup',
  title: 'A setup script that does more than describe the package',
  severity: 'high',
  why: 'setup.py runs at whoever installs from source, with all their rights.',
  mend: 'Describe the package in pyproject.toml, where nothing runs.',
  matches: [
    { path: 'setup.py', text: 'import urllib.request\nurllib.request.urlopen("https://x.example")', severity: 'high' },
    { path: 'setup.py', text: 'exec(base64.b64decode("aaa"))', severity: 'high' },
    { path: 'setup.py', text: 'subprocess.check_output(["git", "describe"])', severity: 'medium' },
  ],
  ignores: [
    { path: 'setup.py', text: 'from setuptools import setup\nsetup(name="a")' },
    { path: 'setup.py', text: 'exec(open("a/version.py").read())' },
    { path: 'src/run.py', text: 'subprocess.check_output(["git", "describe"])' },
  ],
  check,
};
