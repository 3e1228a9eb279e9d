import { styleText } from 'node:util';
import { VERDICT_TITLES } from '../contract/summarize-verdict.ts';
import type { WireRisk } from '../contract/review.ts';
import type { VerdictName } from '../contract/verification.ts';

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<VerdictName, Style>> = {
  mismatch: ['bold', 'red'],
  indeterminate: 'magenta',
  unverified: 'yellow',
  outdated: 'cyan',
  verified: 'green',
};

const SYMBOLS: Readonly<Record<VerdictName, string>> = { mismatch: '✘', indeterminate: '?', unverified: '○', outdated: '◷', verified: '✔' };

/** The verdict as symbol and word, in colour where that can be shown: never colour alone. */
export function paintVerdict(verdict: VerdictName, isColorful: boolean): string {
  return paint(STYLES[verdict], `${SYMBOLS[verdict]} ${VERDICT_TITLES[verdict]}`, isColorful);
}

const RISK_STYLES: Readonly<Record<WireRisk, Style>> = { critical: ['bold', 'red'], high: 'red', medium: 'yellow', low: 'cyan', info: 'green' };

/** The risk as a word, in colour where that can be shown. */
export function paintRisk(risk: WireRisk, isColorful: boolean): string {
  return paint(RISK_STYLES[risk], risk, isColorful);
}

/** Dimmed text for what is less important. */
export function paintHint(text: string, isColorful: boolean): string {
  return paint('dim', text, isColorful);
}

function paint(style: Style, text: string, isColorful: boolean): string {
  return isColorful ? styleText(style, text, { validateStream: false }) : text;
}
