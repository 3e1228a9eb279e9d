import { Box, useTheme } from '@mui/material';
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
    <Box
      component="span"
      title={isChecking ? 'This image is being checked.' : VERDICT_WORDS[verdict].meaning}
      sx={{
        display: 'inline-flex', alignItems: 'center', gap: 0.75, position: 'relative', overflow: 'hidden',
        height: 26, width: 148, boxSizing: 'border-box', px: 1, borderRadius: '13px', fontSize: 13, fontWeight: 600, whiteSpace: 'nowrap',
        color: colours.foreground, backgroundColor: colours.background,
        ...(shown === 'unchecked' && { border: `1px dashed ${colours.foreground}` }),
      }}
    >
      {isChecking ? <ProgressLine /> : <VerdictIcon verdict={verdict} size={16} />}
      {isChecking ? 'Checking…' : VERDICT_WORDS[verdict].word}
    </Box>
  );
}

function ProgressLine(): ReactNode {
  return (
    <Box
      component="span"
      aria-hidden="true"
      sx={{
        width: 16, height: 16, borderRadius: '50%', border: '2px solid currentColor', borderTopColor: 'transparent',
        '@keyframes turn': { to: { transform: 'rotate(360deg)' } },
        animation: 'turn 900ms linear infinite',
        '@media (prefers-reduced-motion: reduce)': { animation: 'none', borderTopColor: 'currentColor', borderStyle: 'dotted' },
      }}
    />
  );
}
