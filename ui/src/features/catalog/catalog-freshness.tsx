import { Box, Button, ButtonBase, CircularProgress, Popover } from '@mui/material';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WireCatalogStatus } from '../../../../backend/contract/api.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { CatalogFacts } from './catalog-facts.tsx';
import { catalogWords } from './catalog-words.ts';

interface CatalogFreshnessProps {
  readonly catalog: WireCatalogStatus;
  readonly now: number;
  readonly isRefreshing: boolean;
  readonly onRefresh: () => void;
  readonly onReview: () => void;
}

/** How fresh the catalog is, with the way to make it fresh; a click on the words tells more. */
export function CatalogFreshness({ catalog, now, isRefreshing, onRefresh, onReview }: CatalogFreshnessProps): ReactNode {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const words = catalogWords(catalog, now);
  const isBusy = words.severity === 'busy' || isRefreshing;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, minWidth: 0, fontSize: 13, color: words.severity === 'warning' ? 'warning.main' : 'text.secondary' }}>
      {isBusy ? <CircularProgress size={14} color="inherit" aria-hidden="true" /> : words.severity === 'warning' && <Icon name="warning" size={16} />}
      <ButtonBase onClick={(event) => { setAnchor(event.currentTarget); }} aria-haspopup="dialog" sx={{ font: 'inherit', color: 'inherit', borderRadius: 0.5, px: 0.5, py: 0.25, textAlign: 'left', '&:hover': { textDecoration: 'underline' } }}>
        Catalog: {isRefreshing && words.severity !== 'busy' ? 'refreshing…' : words.text}
      </ButtonBase>
      {words.action !== null && !isBusy && (
        <Button size="small" onClick={words.action === 'Review…' ? onReview : onRefresh} startIcon={words.action === 'Review…' ? undefined : <Icon name="refresh" size={14} />} sx={{ minWidth: 0, py: 0 }}>
          {words.action}<span className="screen-reader-only"> the catalog</span>
        </Button>
      )}
      <Popover open={anchor !== null} anchorEl={anchor} onClose={() => { setAnchor(null); }} anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} transformOrigin={{ vertical: 'top', horizontal: 'right' }} slotProps={{ paper: { role: 'dialog', 'aria-label': 'Catalog' } }}>
        <CatalogFacts catalog={catalog} />
      </Popover>
    </Box>
  );
}
