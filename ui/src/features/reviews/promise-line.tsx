import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon/icon.tsx';

/** What an automatic review cannot promise, in one sentence. */
export function PromiseLine(): ReactNode {
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', color: 'text.secondary' }}>
      <Icon name="info" size={16} />
      <Typography variant="caption" component="p">An automatic review can overlook things and can be deceived by the code that it reads: a low risk is no proof of safety.</Typography>
    </Box>
  );
}
