import { Box, Typography } from '@mui/material';
import { useId } from 'react';
import type { ReactNode } from 'react';

/** A part of a review's page under its heading. */
export function ReportSection({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ pt: 2.5, borderTop: 1, borderColor: 'divider', minWidth: 0 }}>
      <Typography id={id} variant="subtitle1" component="h3" gutterBottom sx={{ fontWeight: 600 }}>{title}</Typography>
      {children}
    </Box>
  );
}
