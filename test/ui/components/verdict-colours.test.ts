import { describe, expect, it } from 'vitest';
import { VERDICT_TITLES } from '../../../backend/contract/summarize-verdict.ts';
import { VERDICTS } from '../../../backend/contract/verification.ts';
import { FALLBACK_THEMES } from '../../../ui/src/app/fallback-palette.ts';
import { VERDICT_COLOURS } from '../../../ui/src/components/verdict/verdict-colours.ts';
import { SHOWN_VERDICTS, VERDICT_WORDS } from '../../../ui/src/components/verdict/verdict-words.ts';

type Channels = readonly [number, number, number];

/** Linear light of a colour such as `#00664f` (WCAG 2.2, relative luminance). */
function linearOf(colour: string): Channels {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function contrastOf(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red, green, blue] = linearOf(colour);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Full dichromacy, on linear light (Machado, Oliveira, Fernandes 2009, severity 1.0). */
const EYES: Readonly<Record<string, readonly [Channels, Channels, Channels]>> = {
  'usual eyes': [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
};

/** CIE L*a*b* (D65) of a colour as those eyes see it. */
function labOf(colour: string, matrix: readonly [Channels, Channels, Channels]): Channels {
  const light = linearOf(colour);
  const [red, green, blue] = matrix.map((row) => Math.min(1, Math.max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2]))) as [number, number, number];
  const curve = (value: number): number => (value > 216 / 24389 ? Math.cbrt(value) : (value * (24389 / 27) + 16) / 116);
  const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const MODES = ['light', 'dark'] as const;

describe('when a verdict has a colour', () => {
  it.each(MODES.flatMap((mode) => SHOWN_VERDICTS.map((verdict) => [mode, verdict] as const)))('is readable in %s: %s', (mode, verdict) => {
    const { foreground, background } = VERDICT_COLOURS[mode][verdict];
    const { paper, default: page } = FALLBACK_THEMES[mode].palette?.background ?? {};
    for (const behind of [background, paper, page]) expect(contrastOf(foreground, behind ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  const pairs = VERDICTS.flatMap((one, index) => VERDICTS.slice(index + 1).map((other) => [one, other] as const));

  it.each(MODES.flatMap((mode) => Object.keys(EYES).map((eyes) => [mode, eyes] as const)))('differs from the others in %s for %s', (mode, eyes) => {
    const matrix = EYES[eyes];
    if (matrix === undefined) throw new Error('no such eyes');
    for (const [one, other] of pairs) {
      const [a, b] = [labOf(VERDICT_COLOURS[mode][one].foreground, matrix), labOf(VERDICT_COLOURS[mode][other].foreground, matrix)];
      expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), `${one} and ${other}`).toBeGreaterThan(11);
    }
  });
});

describe('when a verdict has a word', () => {
  it.each(VERDICTS)('is the word of the command line: %s', (verdict) => {
    expect(VERDICT_WORDS[verdict].word).toBe(VERDICT_TITLES[verdict]);
  });
});
