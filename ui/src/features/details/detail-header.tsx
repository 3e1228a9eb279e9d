import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireImageRow } from '../../../../backend/contract/api.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { ServerIcon } from '../../components/server-icon.tsx';
import { CopyButton } from '../../components/text/copy-button.tsx';
import { OuterText } from '../../components/text/outer-text.tsx';

interface DetailHeaderProps {
  readonly row: WireImageRow;
  readonly title: string;
  readonly titleId: string;
  readonly picture: string | null;
  readonly isPage: boolean;
  readonly onClose: () => void;
  /** Shows the image in Docker Desktop's own view; null where there is none. */
  readonly onViewImage: (() => void) | null;
}

/** The image's name, and the way back. */
export function DetailHeader({ row, title, titleId, picture, isPage, onClose, onViewImage }: DetailHeaderProps): ReactNode {
  return (
    <Box component="header" sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
      {isPage && <IconButton onClick={onClose} aria-label="Back to the images" autoFocus><Icon name="back" /></IconButton>}
      <ServerIcon title={title} picture={picture} size={40} />
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Typography id={titleId} variant="h6" component="h2" noWrap sx={{ lineHeight: 1.25 }}><OuterText text={title} maxCharacters={120} /></Typography>
        <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
          <Typography variant="body2" color="text.secondary" noWrap><OuterText text={row.reference} maxCharacters={200} /></Typography>
          <CopyButton text={row.reference} label="Copy the reference" />
        </Box>
      </Box>
      {onViewImage !== null && <Button size="small" onClick={onViewImage}>View image</Button>}
      {!isPage && <Tooltip title="Close (Esc)"><IconButton onClick={onClose} aria-label="Close the details" autoFocus><Icon name="close" /></IconButton></Tooltip>}
    </Box>
  );
}
