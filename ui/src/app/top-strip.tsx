import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../components/icon/icon.tsx';

interface TopStripProps {
  readonly catalog: ReactNode;
  readonly canVerify: boolean;
  readonly isSweeping: boolean;
  readonly onVerifyAll: () => void;
  readonly onOpenSettings: () => void;
}

/** Title, the one big action, how fresh the catalog is, and settings. */
export function TopStrip({ catalog, canVerify, isSweeping, onVerifyAll, onOpenSettings }: TopStripProps): ReactNode {
  return (
    <Box component="header" sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, px: 2, pt: 1.5, pb: 1 }}>
      <Typography variant="h6" component="h1" sx={{ fontWeight: 650, mr: 'auto' }}>MCP Trust Inspector</Typography>
      {catalog}
      <Button variant="contained" startIcon={<Icon name="verify" />} disabled={!canVerify || isSweeping} onClick={onVerifyAll}>{isSweeping ? 'Verifying…' : 'Verify all'}</Button>
      <Tooltip title="Settings"><IconButton aria-label="Settings" onClick={onOpenSettings}><Icon name="settings" size={20} /></IconButton></Tooltip>
    </Box>
  );
}
