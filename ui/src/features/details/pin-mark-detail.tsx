import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { ExternalLink } from '../../components/text/external-link.tsx';
import { OuterText } from '../../components/text/outer-text.tsx';
import { compareUrl } from './compare-url.ts';
import type { PinMark } from './pin-marks.ts';

/** What is known of the mark under the pointer or the keyboard; the place is kept, so that nothing jumps. */
export function PinMarkDetail({ mark, label, own }: { readonly mark: PinMark; readonly label: string; readonly own: string | null }): ReactNode {
  const compare = own === null ? null : compareUrl(mark.interval.project, own, mark.interval.commit);
  return (
    <Box sx={{ mt: 0.5, p: 1, borderRadius: 1, backgroundColor: 'action.hover', minHeight: 58 }}>
      <Typography variant="body2">{label}.</Typography>
      <Typography variant="caption" component="div" color="text.secondary" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, overflowWrap: 'anywhere' }}>
        <OuterText text={mark.interval.project} maxCharacters={120} />
        {compare !== null && <ExternalLink url={compare}>Compare with this image</ExternalLink>}
      </Typography>
    </Box>
  );
}
