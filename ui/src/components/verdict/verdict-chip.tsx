import { useTheme } from '@mui/material';
import type { ReactNode } from 'react';
import { VERDICT_COLOURS } from './verdict-colours.ts';
import { VerdictIcon } from './verdict-icon.tsx';
import { VERDICT_WORDS } from './verdict-words.ts';
import type { ShownVerdict } from './verdict-words.ts';

/** A verdict as shape, word and colour. While the image is checked, a bar runs in the chip, which keeps its size. */
export function VerdictChip({ verdict, isChecking = false }: { readonly verdict: ShownVerdict; readonly isChecking?: boolean }): ReactNode {
  // What an earlier check found is not shown as the answer of the one that runs.
  const shown = isChecking ? 'unverified' : verdict;
  const colours = VERDICT_COLOURS[useTheme().palette.mode][shown];
  return (
    <span
      className="verdict-chip" title={isChecking ? 'This image is being checked.' : VERDICT_WORDS[verdict].meaning}
      style={{ color: colours.foreground, backgroundColor: colours.background, ...(shown === 'unchecked' && { border: `1px dashed ${colours.foreground}` }) }}
    >
      {isChecking ? <span className="turning" aria-hidden="true" /> : <VerdictIcon verdict={verdict} size={16} />}
      {isChecking ? 'Checking…' : VERDICT_WORDS[verdict].word}
    </span>
  );
}
