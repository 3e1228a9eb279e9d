import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../components/icon/icon.tsx';

interface TopStripProps {
  readonly links: ReactNode;
  readonly catalog: ReactNode;
  readonly canVerify: boolean;
  readonly isSweeping: boolean;
  readonly onVerifyAll: () => void;
  readonly onOpenSettings: () => void;
}

/** Title, pages, the one big action, how fresh the catalog is, and settings. */
export function TopStrip({ links, catalog, canVerify, isSweeping, onVerifyAll, onOpenSettings }: TopStripProps): ReactNode {
  return (
    <Box component="header" sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, px: 2, pt: 1.5, pb: 0.5 }}>
      <Typography variant="h6" component="h1" sx={{ fontWeight: 650 }}>MCP Trust Inspector</Typography>
      {links}
      <Box sx={{ order: { xs: 3, sm: 0 }, flex: { xs: '1 0 100%', sm: '0 1 auto' }, minWidth: 0 }}>{catalog}</Box>
      <Button variant="contained" startIcon={<Icon name="verify" />} disabled={!canVerify || isSweeping} onClick={onVerifyAll}>{isSweeping ? 'Verifying…' : 'Verify all'}</Button>
      <Tooltip title="Settings"><IconButton aria-label="Settings" onClick={onOpenSettings}><Icon name="settings" size={20} /></IconButton></Tooltip>
    </Box>
  );
}
