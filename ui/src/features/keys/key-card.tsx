import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon/icon.tsx';
import { CopyButton } from '../../components/text/copy-button.tsx';
import { OuterText } from '../../components/text/outer-text.tsx';

/** A key's name with its whole fingerprint, which is what people compare. */
export function KeyCard({ name, fingerprint, isNew = false }: { readonly name: string; readonly fingerprint: string; readonly isNew?: boolean }): ReactNode {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, p: 1.25, mb: 1, border: 1, borderStyle: isNew ? 'dashed' : 'solid', borderColor: isNew ? 'warning.main' : 'divider', borderRadius: 1 }}>
      <Icon name="key" />
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}><OuterText text={name} maxCharacters={100} /></Typography>
        <Box component="code" sx={{ fontSize: 13, overflowWrap: 'anywhere' }}><OuterText text={fingerprint} maxCharacters={120} /></Box>
      </Box>
      <CopyButton text={fingerprint} label="Copy the fingerprint" />
    </Box>
  );
}
