import { styleText } from 'node:util';
import { VERDICT_TITLES } from '../contract/summarize-verdict.ts';
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

/** Dimmed text for what is less important. */
export function paintHint(text: string, isColorful: boolean): string {
  return paint('dim', text, isColorful);
}

function paint(style: Style, text: string, isColorful: boolean): string {
  return isColorful ? styleText(style, text, { validateStream: false }) : text;
}
