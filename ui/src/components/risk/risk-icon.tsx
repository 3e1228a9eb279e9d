import { useTheme } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireRisk } from '../../../../backend/contract/review.ts';
import { RISK_COLOURS } from './risk-colours.ts';

/** An outline and what is cut into it: no two levels share a shape, and none has the shield of a verdict. */
const SHAPES: Readonly<Record<WireRisk, { readonly outline: string; readonly glyph: string }>> = {
  critical: { outline: 'M8 2h8l6 6v8l-6 6H8l-6-6V8z', glyph: 'M8.5 8.5l7 7M15.5 8.5l-7 7' },
  high: { outline: 'M12 2.2L23 21.5H1z', glyph: 'M12 9v5.6M12 18v.1' },
  medium: { outline: 'M12 1.2L22.8 12 12 22.8 1.2 12z', glyph: 'M12 7v6.2M12 16.8v.1' },
  low: { outline: 'M4 3.5h16v17H4z', glyph: 'M12 7.5v9M8.3 13l3.7 3.7 3.7-3.7' },
  info: { outline: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z', glyph: 'M12 11v6M12 7.3v.1' },
};

/** The level's own shape. It stands beside its word, so screen readers skip it. */
export function RiskIcon({ risk, size = 16 }: { readonly risk: WireRisk; readonly size?: number }): ReactNode {
  const colours = RISK_COLOURS[useTheme().palette.mode][risk];
  const isOutlined = risk === 'info';
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false" style={{ flexShrink: 0 }} data-risk-icon={risk}>
      <path d={SHAPES[risk].outline} fill={isOutlined ? 'none' : colours.foreground} stroke={colours.foreground} strokeWidth={isOutlined ? 2 : 1.5} strokeLinejoin="round" />
      <path d={SHAPES[risk].glyph} fill="none" stroke={isOutlined ? colours.foreground : colours.background} strokeWidth={2.2} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
