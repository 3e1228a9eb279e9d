import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { isLockFile } from '../file-kinds.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';
import { isPlaceholder } from './placeholder.ts';

interface Form {
  readonly name: string;
  readonly pattern: RegExp;
  /** What is the same in all of them, and no chance. */
  readonly prefix: number;
  readonly severity: RiskLevel;
}

/** Formats that their issuers publish, so that they can be found. */
const FORMS: readonly Form[] = [
  { name: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, prefix: 4, severity: 'high' },
  { name: 'a GitHub token', pattern: /\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_[A-Za-z0-9_]{60,100}\b/g, prefix: 4, severity: 'high' },
  { name: 'a GitLab token', pattern: /\bglpat-[\w-]{20,60}\b/g, prefix: 6, severity: 'high' },
  { name: 'an Anthropic key', pattern: /\bsk-ant-[a-z]{3,8}\d{2}-[\w-]{60,120}/g, prefix: 13, severity: 'high' },
  { name: 'an OpenAI key', pattern: /\bsk-(?:proj|svcacct|admin)-[\w-]{40,200}|\bsk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}\b/g, prefix: 8, severity: 'high' },
  { name: 'a Slack token', pattern: /\bxox[abeprs]-\d{6,15}-[\w-]{15,200}/g, prefix: 5, severity: 'high' },
  { name: 'a Slack webhook', pattern: /\bhooks\.slack\.com\/services\/T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/[A-Za-z0-9]{24}\b/g, prefix: 24, severity: 'medium' },
  { name: 'a Stripe key', pattern: /\b[sr]k_live_[A-Za-z0-9]{20,200}\b/g, prefix: 8, severity: 'high' },
  { name: 'a Google API key', pattern: /\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/g, prefix: 4, severity: 'medium' },
  { name: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g, prefix: 4, severity: 'high' },
  { name: 'a PyPI token', pattern: /\bpypi-AgE[\w-]{50,300}/g, prefix: 8, severity: 'high' },
  { name: 'a Hugging Face token', pattern: /\bhf_[A-Za-z]{34}\b/g, prefix: 3, severity: 'high' },
  { name: 'a Docker token', pattern: /\bdckr_pat_[\w-]{27}\b/g, prefix: 9, severity: 'high' },
  { name: 'a Notion token', pattern: /\b(?:secret|ntn)_[A-Za-z0-9]{43,50}\b/g, prefix: 7, severity: 'high' },
  { name: 'a SendGrid key', pattern: /\bSG\.[\w-]{22}\.[\w-]{43}\b/g, prefix: 3, severity: 'high' },
  { name: 'a private key', pattern: /-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----(?:\\[nr]|\s){1,6}(?:[A-Za-z0-9+/=]{20,80}(?:\\[nr]|\s){0,6}){3}/g, prefix: 31, severity: 'high' },
];
const SHOWN = 4;

function* check(file: SourceFile): Iterable<Hit> {
  if (isLockFile(file.path)) return;
  for (const { name, pattern, prefix, severity } of FORMS) {
    for (const place of findPlaces(file.text, pattern, 200)) {
      const value = place.match[0];
      if (isPlaceholder(value.slice(prefix))) continue;
      // The report goes to others: it must not carry the secret on.
      const evidence = `${value.slice(0, prefix + SHOWN).replace(/\s/g, ' ')}… (${value.length} characters)`;
      yield toTextHit(file, place, { message: `The source holds ${name}.`, severity, evidence });
    }
  }
}

const SAMPLE = ['q8Zr', 'Lw2N', 'v7Ty', 'Bk4H', 'm9Pc', 'Xe3J', 'd6Fs', 'Ug5A', 'Rn1W'].join('');

export const secretInSource: Rule = {
  id: 'secret-in-source',
  title: 'A secret in the source',
  severity: 'high',
  why: 'Whoever can read the source or the image can use it, in the name of the one to whom it was given.',
  mend: 'Revoke it, and read secrets at run time. Removing the line does not take it out of the history.',
  matches: [
    { path: 'src/a.ts', text: `const token = "ghp_${SAMPLE}";`, severity: 'high' },
    { path: 'a.env', text: ['KEY=AKIA', 'Q3EGRIFX7ZLW2NVT'].join(''), severity: 'high' },
    { path: 'key.pem', text: `-----BEGIN PRIVATE KEY-----\n${`${SAMPLE}${SAMPLE.slice(0, 28)}\n`.repeat(4)}`, severity: 'high' },
  ],
  ignores: [
    { path: 'README.md', text: `ghp_${'x'.repeat(36)} and AKIAIOSFODNN7EXAMPLE` },
    { path: 'src/a.ts', text: 'const key = process.env.GITHUB_TOKEN; // ghp_...' },
    { path: 'src/a.ts', text: 'if (text.includes("-----BEGIN PRIVATE KEY-----")) parse(text);' },
  ],
  check,
};
