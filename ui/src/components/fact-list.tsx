import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { CopyButton } from './text/copy-button.tsx';
import { OuterText } from './text/outer-text.tsx';
import { toPlainText } from './text/plain-text.ts';

/** Longest value that is worth a whole line without a copy button, in characters. */
const SHORT_VALUE = 24;

/** Names and values of evidence; long values can be copied. */
export function FactList({ facts }: { readonly facts: Readonly<Record<string, string>> }): ReactNode {
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'minmax(88px, max-content) minmax(0, 1fr)', columnGap: 2, rowGap: 0.5, fontSize: 13 }}>
      {Object.entries(facts).map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary', pt: 0.25 }}><OuterText text={name} maxCharacters={60} /></Box>
          <Box component="dd" sx={{ m: 0, display: 'flex', alignItems: 'flex-start', gap: 0.5, minWidth: 0 }}>
            <Box component="code" sx={{ overflowWrap: 'anywhere', pt: 0.25 }}><OuterText text={value} /></Box>
            {value.length > SHORT_VALUE && <CopyButton text={value} label={`Copy ${toPlainText(name, 60)}`} />}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
