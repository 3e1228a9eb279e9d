import { useTheme } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireRisk } from '../../../../backend/contract/review.ts';
import { RISK_COLOURS } from './risk-colours.ts';
import { RiskIcon } from './risk-icon.tsx';
import { RISK_WORDS } from './risk-words.ts';

/** A risk level as shape, word and colour; `isLarge` says "risk" with it. */
export function RiskChip({ risk, isLarge = false }: { readonly risk: WireRisk; readonly isLarge?: boolean }): ReactNode {
  const colours = RISK_COLOURS[useTheme().palette.mode][risk];
  return (
    <span className={isLarge ? 'risk-chip risk-chip-large' : 'risk-chip'} title={RISK_WORDS[risk].meaning} style={{ color: colours.foreground, backgroundColor: colours.background }}>
      <RiskIcon risk={risk} size={isLarge ? 20 : 14} />
      {RISK_WORDS[risk].word}{isLarge ? ' risk' : <span className="screen-reader-only"> risk</span>}
    </span>
  );
}
