import { Box, Typography, useTheme } from '@mui/material';
import type { ReactNode } from 'react';
import { OuterText } from '../../components/text/outer-text.tsx';
import { VERDICT_COLOURS } from '../../components/verdict/verdict-colours.ts';
import { VerdictIcon } from '../../components/verdict/verdict-icon.tsx';
import { VERDICT_WORDS } from '../../components/verdict/verdict-words.ts';
import type { ShownVerdict } from '../../components/verdict/verdict-words.ts';

/** The answer, large: the verdict's shape and word, and why in one sentence. */
export function VerdictSentence({ verdict, summary }: { readonly verdict: ShownVerdict; readonly summary: string }): ReactNode {
  const colours = VERDICT_COLOURS[useTheme().palette.mode][verdict];
  return (
    <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', p: 2, borderRadius: 1.5, backgroundColor: colours.background, color: colours.foreground, ...(verdict === 'unchecked' && { border: `1px dashed ${colours.foreground}` }) }}>
      <VerdictIcon verdict={verdict} size={44} />
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="overline" component="div" sx={{ lineHeight: 1.4, fontWeight: 700 }}>{VERDICT_WORDS[verdict].word}</Typography>
        <Typography sx={{ fontSize: 18, lineHeight: 1.35, fontWeight: 500, color: 'text.primary', overflowWrap: 'anywhere' }}><OuterText text={summary} /></Typography>
      </Box>
    </Box>
  );
}
