import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { toPlainLines } from '../../../components/text/plain-text.ts';

const MAX_CHARACTERS = 4_000;

/** Code from outside, as it is, with every control and direction-changing character shown by its name. */
export function CodeExcerpt({ code, label }: { readonly code: string; readonly label: string }): ReactNode {
  if (code.trim() === '') return null;
  return (
    <Box component="pre" tabIndex={0} aria-label={label} dir="ltr" sx={{ m: 0, mt: 1, p: 1.25, overflow: 'auto', maxHeight: 260, fontSize: 12.5, lineHeight: 1.5, tabSize: 4, borderRadius: 1, backgroundColor: 'action.hover', unicodeBidi: 'isolate' }}>
      {toPlainLines(code, MAX_CHARACTERS)}
    </Box>
  );
}
