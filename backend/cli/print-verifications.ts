import { plainText } from '../contract/fill.ts';
import { VERDICTS, type Verification } from '../contract/verification.ts';
import { VERDICT_TITLES } from '../contract/summarize-verdict.ts';
import { paintHint, paintVerdict } from './paint.ts';
import { printTable } from './print-table.ts';

const HEAD = ['VERDICT', 'IMAGE', 'PUBLISHER', 'REVISION', 'PIN', 'SIGNATURE'];

/** The table of `verify`: mismatches first, below it why each image is not verified and what to do, then the count. */
export function printVerifications(verifications: readonly Verification[], isColorful: boolean): string {
  if (verifications.length === 0) return 'No MCP images were found. "mcp-trust verify NAME" verifies one at its registry.\n';
  const sorted = [...verifications].sort(compareVerifications);
  const table = printTable(HEAD, sorted.map((verification) => toRow(verification, isColorful)));
  const reasons = sorted.filter(({ verdict }) => verdict !== 'verified').map((verification) => toReason(verification, isColorful));
  return [table, ...reasons, `${countVerdicts(sorted)}\n`].join('\n');
}

function compareVerifications(left: Verification, right: Verification): number {
  return VERDICTS.indexOf(left.verdict) - VERDICTS.indexOf(right.verdict) || left.reference.localeCompare(right.reference, 'en');
}

function toRow(verification: Verification, isColorful: boolean): readonly string[] {
  const { verdict, reference, publisher, revision } = verification;
  return [
    paintVerdict(verdict, isColorful),
    plainText(reference),
    publisher.name === null ? publisher.level : `${plainText(publisher.name)} (${publisher.level})`,
    plainText(revision.label?.slice(0, 7) ?? '-'),
    printPin(verification.pin),
    printSignature(verification.signature),
  ];
}

/** As the panel says it: "current", "3 pins behind, 12 days". */
export function printPin(pin: Verification['pin']): string {
  switch (pin.state) {
    case 'current':
      return 'current';
    case 'former':
      return `${pin.kind === 'withdrawn' ? 'WITHDRAWN, ' : ''}${count(pin.pinsBehind, 'pin')} behind, ${count(pin.daysBehind, 'day')}`;
    case 'never':
      return 'never pinned';
    case 'none':
      return '-';
  }
}

function printSignature({ state, keyName, loggedAt }: Verification['signature']): string {
  return state === 'verified' ? `${plainText(keyName ?? '')}, logged ${loggedAt?.slice(0, 10) ?? ''}` : SIGNATURE_WORDS[state];
}

const SIGNATURE_WORDS: Readonly<Record<Exclude<Verification['signature']['state'], 'verified'>, string>> = {
  unsigned: 'unsigned',
  invalid: 'INVALID',
  indeterminate: "couldn't check",
  notCheckable: 'not checkable',
};

function toReason(verification: Verification, isColorful: boolean): string {
  const decisive = decisiveCheck(verification);
  const lines = [
    `${paintVerdict(verification.verdict, isColorful)}  ${plainText(verification.reference)}`,
    `  ${verification.summary}`,
    ...(decisive === undefined ? [] : [`  ${paintHint(`[${decisive.code ?? ''}]`, isColorful)} ${decisive.hint}`.trimEnd()]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The check on which the verdict stands: the first that failed, else the first unknown one, else the first with a remark. */
function decisiveCheck({ checks }: Verification): Verification['checks'][number] | undefined {
  return checks.find((check) => check.state === 'failed')
    ?? checks.find((check) => check.state === 'unknown')
    ?? checks.find((check) => check.code === 'declared_only')
    ?? checks.find((check) => check.code !== null && check.hint !== '');
}

function countVerdicts(verifications: readonly Verification[]): string {
  const counts = VERDICTS.map((verdict) => ({ verdict, number: verifications.filter((verification) => verification.verdict === verdict).length }));
  const parts = counts.filter(({ number }) => number > 0).map(({ verdict, number }) => `${String(number)} ${VERDICT_TITLES[verdict].toLowerCase()}`);
  return `${count(verifications.length, 'image')}: ${parts.join(', ')}`;
}

function count(number: number | null, unit: string): string {
  return `${String(number ?? 0)} ${unit}${number === 1 ? '' : 's'}`;
}
