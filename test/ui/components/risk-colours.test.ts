import { describe, expect, it } from 'vitest';
import { RISK_LEVELS } from '../../../backend/core/review/risk.ts';
import { FALLBACK_THEMES } from '../../../ui/src/app/fallback-palette.ts';
import { RISK_COLOURS } from '../../../ui/src/components/risk/risk-colours.ts';
import { RISKS } from '../../../ui/src/components/risk/risk-words.ts';
import { contrastOf, distanceOf, EYES } from '../support/colour-vision.ts';

const MODES = ['light', 'dark'] as const;

describe('when a risk level has a colour', () => {
  it('has the levels of the core, in their order', () => {
    expect(RISKS).toEqual(RISK_LEVELS);
  });

  it.each(MODES.flatMap((mode) => RISKS.map((risk) => [mode, risk] as const)))('is readable in %s: %s', (mode, risk) => {
    const { foreground, background } = RISK_COLOURS[mode][risk];
    const { paper, default: page } = FALLBACK_THEMES[mode].palette?.background ?? {};
    for (const behind of [background, paper, page]) expect(contrastOf(foreground, behind ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MODES.flatMap((mode) => Object.keys(EYES).map((eyes) => [mode, eyes] as const)))('differs from the others in %s for %s', (mode, eyes) => {
    for (const [index, one] of RISKS.entries()) {
      for (const other of RISKS.slice(index + 1)) expect(distanceOf(RISK_COLOURS[mode][one].foreground, RISK_COLOURS[mode][other].foreground, eyes), `${one} and ${other}`).toBeGreaterThan(11);
    }
  });
});
