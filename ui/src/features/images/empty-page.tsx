import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon/icon.tsx';
import { ExternalLink } from '../../components/text/external-link.tsx';

const HOW_TO_ADD = 'https://docs.docker.com/ai/mcp-catalog-and-toolkit/';

/** What this is, one button and one link. */
export function EmptyPage({ isLooking, onLook }: { readonly isLooking: boolean; readonly onLook: () => void }): ReactNode {
  return (
    <Box component="section" aria-label="No images yet" sx={{ maxWidth: 560, mx: 'auto', my: 8, px: 3, textAlign: 'center' }}>
      <Box sx={{ color: 'primary.main', mb: 2 }}><Icon name="verify" size={56} /></Box>
      <Typography variant="h5" component="h2" gutterBottom>No MCP images on this machine yet</Typography>
      <Typography color="text.secondary" sx={{ mb: 3 }}>
        Once the image of an MCP server is here, this page shows who published it, whether it is what Docker signed, and whether it was built from the commit that the registry pins.
      </Typography>
      <Button variant="contained" size="large" disabled={isLooking} onClick={onLook} startIcon={<Icon name="search" />}>{isLooking ? 'Looking…' : 'Look for images'}</Button>
      <Box sx={{ mt: 2 }}><ExternalLink url={HOW_TO_ADD}>How to add a server</ExternalLink></Box>
    </Box>
  );
}
