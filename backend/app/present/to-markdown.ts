import { VERDICT_TITLES } from '../../contract/summarize-verdict.ts';
import type { Verification, WireCheck } from '../../contract/verification.ts';

const STATES: Readonly<Record<WireCheck['state'], string>> = {
  passed: 'passed',
  failed: 'FAILED',
  unknown: 'could not be checked',
  notApplicable: 'not applicable',
};

/** A report that people can paste into a ticket. All text from outside is escaped: it can neither format nor link. */
export function toMarkdown(verifications: readonly Verification[], now: string): string {
  const head = ['# MCP image verification', '', `Made ${now}. ${count(verifications.length, 'image')}.`, ''];
  return [...head, ...verifications.flatMap(section)].join('\n');
}

function section(verification: Verification): readonly string[] {
  const { image, revision, signature, publisher } = verification;
  return [
    `## ${escape(verification.reference)}: ${VERDICT_TITLES[verification.verdict]}`,
    '',
    escape(verification.summary),
    '',
    `- Digest: ${value(image.digest)}`,
    `- Platform: ${value(image.platform)}`,
    `- Revision (label): ${value(revision.label)}`,
    `- Revision (signed): ${value(revision.claim)}`,
    `- Revision (pin): ${value(revision.pin)}`,
    `- Signature: ${signature.state}, key ${value(signature.keyFingerprint)}, logged ${value(signature.loggedAt)}`,
    `- Publisher: ${publisher.level}, ${value(publisher.name)}`,
    `- Catalog fetched: ${value(verification.catalogFetchedAt)}; image checked: ${verification.checkedAt}`,
    '',
    '| Step | Result | Code | What it says |',
    '|---|---|---|---|',
    ...verification.checks.map((check) => `| ${check.id} | ${STATES[check.state]} | ${check.code ?? ''} | ${escape(check.message)} |`),
    '',
    ...commandLines(verification.checks),
  ];
}

function commandLines(checks: readonly WireCheck[]): readonly string[] {
  const commands = [...new Set(checks.flatMap((check) => check.commands))];
  return commands.length === 0 ? [] : ['To check by hand:', '', ...commands.map((command) => `    ${command}`), ''];
}

function value(text: string | null): string {
  return text === null ? 'none' : escape(text);
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
/** What GitHub makes a link of without being asked to (GFM, autolinks), to be cut behind this. */
const AUTOLINK = /:(?=\/\/)|(?<=www)\.|(?<=mailto|xmpp):/gi;

/** CommonMark: a backslash before ASCII punctuation makes it literal; line breaks would begin a new block. */
function escape(text: string): string {
  return text.replace(UNPRINTABLE, ' ').replace(/[\\`*_{}[\]<>()#+!|~&$]/g, '\\$&').replace(AUTOLINK, '\\$&');
}

function count(number: number, unit: string): string {
  return `${String(number)} ${unit}${number === 1 ? '' : 's'}`;
}
