import type { RiskLevel } from '../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { listPlaces, type Place } from '../../syntax/places.ts';
import { toHit } from './to-hit.ts';

const OFF: readonly RegExp[] = [
  /\brejectUnauthorized["']?\s{0,4}[:=]\s{0,4}(?:false\b|!1)/g,
  /\bNODE_TLS_REJECT_UNAUTHORIZED["']?\]?\s{0,4}=\s{0,4}["'`]?0/g,
  /\bstrictSSL["']?\s{0,4}:\s{0,4}(?:false\b|!1)/g,
  /\bcheckServerIdentity["']?\s{0,4}:\s{0,4}\(?\w{0,20}\)?\s{0,4}=>\s{0,4}(?:undefined|null|\{\s{0,4}\}|void 0)/g,
  /\b(?:verify|verify_ssl|ssl_verify|ssl)\s{0,4}=\s{0,4}False\b/g,
  /\bssl\._create_unverified_context\b|\bverify_mode\s{0,4}=\s{0,4}ssl\.CERT_NONE|\bcert_reqs\s{0,4}=\s{0,4}["']?(?:ssl\.)?CERT_NONE/g,
  /\bcheck_hostname\s{0,4}=\s{0,4}False\b/g,
  /\bInsecureSkipVerify\s{0,4}:\s{0,4}true\b|\bInsecureSkipVerify\s{0,4}=\s{0,4}true\b/g,
];
/** Somebody who runs the server decides it. */
const CHOSEN = /\?|\bif\b|\benv\b|environ|\bconfig[.[?]|option|settings|insecure|allow_?self|skip_?(?:ssl|tls|verify)|&&|\|\|/i;
const LINES_BEFORE = 3;

function* check(file: SourceFile): Iterable<Hit> {
  if (file.root === null) return;
  for (const pattern of OFF) for (const place of listPlaces(file, pattern)) yield toHit(place, 'Certificates are not checked: whoever sits between reads and changes what is sent.', toLevel(file, place));
}

function toLevel(file: SourceFile, place: Place): RiskLevel {
  let start = place.start;
  for (let line = 0; line <= LINES_BEFORE && start > 0; line += 1) start = Math.max(file.text.lastIndexOf('\n', start - 1), Math.max(0, place.start - 400));
  const before = file.text.slice(start, place.start).replace(/process\.env[.[]?["']?$/, '');
  return CHOSEN.test(before) ? 'medium' : 'high';
}

export const disabledTls: Rule = {
  id: 'disabled-tls',
  title: 'Certificates that are not checked',
  severity: 'high',
  why: 'Keys of the person and answers that a model will obey go over this connection. Without a check of the certificate anybody on the way reads and rewrites both.',
  mend: 'Leave the check on. For a private authority, add its certificate to what is trusted.',
  matches: [
    { path: 'a.ts', text: "const agent = new https.Agent({ rejectUnauthorized: false });\n", severity: 'high' },
    { path: 'b.js', text: "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n", severity: 'high' },
    { path: 'c.py', text: 'import requests\nreply = requests.get(url, verify=False)\n', severity: 'high' },
    { path: 'd.go', text: 'package main\nimport "crypto/tls"\nvar plain = &tls.Config{InsecureSkipVerify: true}\n', severity: 'high' },
    { path: 'e.ts', text: "const agent = options.insecure ? new https.Agent({ rejectUnauthorized: false }) : undefined;\n", severity: 'medium' },
  ],
  ignores: [
    { path: 'a.ts', text: "// rejectUnauthorized: false is never set\nconst agent = new https.Agent({ rejectUnauthorized: true });\n" },
    { path: 'b.py', text: 'import requests\nreply = requests.get(url, verify=True)\n' },
    { path: 'c.go', text: 'package main\nimport "crypto/tls"\nvar strict = &tls.Config{InsecureSkipVerify: false}\n' },
  ],
  check,
};
