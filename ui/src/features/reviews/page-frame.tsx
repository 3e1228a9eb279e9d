import { Box, IconButton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon/icon.tsx';

interface PageFrameProps {
  readonly label: string;
  readonly title: ReactNode;
  /** Null: a page of its own, with nothing to go back to. */
  readonly back: { readonly label: string; readonly onBack: () => void } | null;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page of reviews: its title, the way back, what can be done, and its content. */
export function PageFrame({ label, title, back, actions, children }: PageFrameProps): ReactNode {
  return (
    <Box component="section" aria-label={label} sx={{ flex: 1, minHeight: 0, overflowY: 'auto', borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ maxWidth: 1080, mx: 'auto', px: { xs: 2, sm: 3 }, pb: 6, display: 'flex', flexDirection: 'column', gap: 2.5 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, pt: 2, flexWrap: 'wrap' }}>
          {back !== null && <IconButton onClick={back.onBack} aria-label={back.label} autoFocus><Icon name="back" /></IconButton>}
          <Typography variant="h5" component="h2" sx={{ flex: '1 1 auto', minWidth: 0, overflowWrap: 'anywhere' }}>{title}</Typography>
          {actions}
        </Box>
        {children}
      </Box>
    </Box>
  );
}
