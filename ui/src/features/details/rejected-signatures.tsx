import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Verification } from '../../../../backend/contract/verification.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { countOf } from '../../components/text/age.ts';
import { OuterText } from '../../components/text/outer-text.tsx';

/** Signatures that were found and not accepted, each with its reason. */
export function RejectedSignatures({ rejected }: { readonly rejected: Verification['signature']['rejected'] }): ReactNode {
  if (rejected.length === 0) return null;
  return (
    <Box component="section" aria-label="Rejected signatures">
      <Disclosure summary={countOf(rejected.length, 'rejected signature')}>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {rejected.map(({ location, code, detail }, index) => (
            <Typography key={index} component="li" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
              <OuterText text={detail} /> <code>{code}</code>
              <Typography variant="caption" component="div" color="text.secondary"><OuterText text={location} maxCharacters={200} /></Typography>
            </Typography>
          ))}
        </Box>
      </Disclosure>
    </Box>
  );
}
