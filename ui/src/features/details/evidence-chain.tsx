import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireCheck } from '../../../../backend/contract/verification.ts';
import { EvidenceStep } from './evidence-step.tsx';

/** The steps of the proof, from the image to the pin, as one vertical line. */
export function EvidenceChain({ checks }: { readonly checks: readonly WireCheck[] }): ReactNode {
  return (
    <Box component="section" aria-label="Chain of evidence">
      <Typography variant="subtitle1" component="h3" gutterBottom sx={{ fontWeight: 600 }}>Chain of evidence</Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {checks.map((check, index) => <EvidenceStep key={`${check.id}:${index}`} check={check} isLast={index === checks.length - 1} />)}
      </Box>
    </Box>
  );
}
