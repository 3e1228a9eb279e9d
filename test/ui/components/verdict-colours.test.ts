import { describe, expect, it } from 'vitest';
import { VERDICT_TITLES } from '../../../backend/contract/summarize-verdict.ts';
import { VERDICTS } from '../../../backend/contract/verification.ts';
import { FALLBACK_THEMES } from '../../../ui/src/app/fallback-palette.ts';
import { VERDICT_COLOURS } from '../../../ui/src/components/verdict/verdict-colours.ts';
import { SHOWN_VERDICTS, VERDICT_WORDS } from '../../../ui/src/components/verdict/verdict-words.ts';
import { contrastOf, distanceOf, EYES } from '../support/colour-vision.ts';

const MODES = ['light', 'dark'] as const;

describe('when a verdict has a colour', () => {
  it.each(MODES.flatMap((mode) => SHOWN_VERDICTS.map((verdict) => [mode, verdict] as const)))('is readable in %s: %s', (mode, verdict) => {
    const { foreground, background } = VERDICT_COLOURS[mode][verdict];
    const { paper, default: page } = FALLBACK_THEMES[mode].palette?.background ?? {};
    for (const behind of [background, paper, page]) expect(contrastOf(foreground, behind ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  const pairs = VERDICTS.flatMap((one, index) => VERDICTS.slice(index + 1).map((other) => [one, other] as const));

  it.each(MODES.flatMap((mode) => Object.keys(EYES).map((eyes) => [mode, eyes] as const)))('differs from the others in %s for %s', (mode, eyes) => {
    for (const [one, other] of pairs) {
      expect(distanceOf(VERDICT_COLOURS[mode][one].foreground, VERDICT_COLOURS[mode][other].foreground, eyes), `${one} and ${other}`).toBeGreaterThan(11);
    }
  });
});

describe('when a verdict has a word', () => {
  it.each(VERDICTS)('is the word of the command line: %s', (verdict) => {
    expect(VERDICT_WORDS[verdict].word).toBe(VERDICT_TITLES[verdict]);
  });
});
