import { Box, ButtonBase } from '@mui/material';
import type { ReactNode } from 'react';
import type { PageName } from './panel-state.ts';

interface PageLinksProps {
  readonly page: PageName;
  readonly runningReviews: number;
  readonly unreadReviews: number;
  readonly onGo: (page: PageName) => void;
}

/** The pages of the panel, and what waits on the one of reviews. */
export function PageLinks({ page, runningReviews, unreadReviews, onGo }: PageLinksProps): ReactNode {
  const waiting = [runningReviews === 0 ? '' : `${runningReviews} running`, unreadReviews === 0 ? '' : `${unreadReviews} new`].filter((part) => part !== '').join(', ');
  return (
    <Box component="nav" aria-label="Pages" sx={{ display: 'flex', gap: 0.5, mr: 'auto' }}>
      <PageLink name="Images" isCurrent={page === 'images'} onGo={() => { onGo('images'); }} />
      <PageLink name="Reviews" badge={waiting} isCurrent={page === 'reviews'} onGo={() => { onGo('reviews'); }} />
    </Box>
  );
}

interface PageLinkProps {
  readonly name: string;
  readonly badge?: string;
  readonly isCurrent: boolean;
  readonly onGo: () => void;
}

function PageLink({ name, badge = '', isCurrent, onGo }: PageLinkProps): ReactNode {
  return (
    <ButtonBase
      onClick={onGo} aria-current={isCurrent ? 'page' : undefined}
      sx={{
        px: 1.25, height: 34, fontSize: 14, fontWeight: 600, borderRadius: 1, gap: 0.75, color: isCurrent ? 'text.primary' : 'text.secondary',
        backgroundColor: isCurrent ? 'action.selected' : 'transparent', '&:hover': { backgroundColor: 'action.hover' }, '&:focus-visible': { outline: 2, outlineColor: 'primary.main', outlineStyle: 'solid' },
      }}
    >
      {name}{badge !== '' && <Box component="span" sx={{ fontSize: 12, fontWeight: 600, px: 0.75, borderRadius: 2, backgroundColor: 'primary.main', color: 'primary.contrastText' }}>{badge}</Box>}
    </ButtonBase>
  );
}
