import { Box, IconButton, InputAdornment, TextField, Tooltip } from '@mui/material';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../components/icon/icon.tsx';
import { VerdictBar } from '../components/verdict/verdict-bar.tsx';
import type { ShownVerdict } from '../components/verdict/verdict-words.ts';

interface FilterStripProps {
  readonly counts: ReadonlyMap<ShownVerdict, number>;
  readonly verdict: ShownVerdict | null;
  readonly search: string;
  readonly isRefreshing: boolean;
  readonly onVerdict: (verdict: ShownVerdict | null) => void;
  readonly onSearch: (search: string) => void;
  readonly onRefresh: () => void;
}

/** The verdicts as a bar that filters, the search, and looking again. */
export function FilterStrip(props: FilterStripProps): ReactNode {
  const field = useRef<HTMLInputElement | null>(null);
  useSlashKey(field);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, px: 2, pt: 1, pb: 1.5 }}>
      <VerdictBar counts={props.counts} selected={props.verdict} onSelect={props.onVerdict} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flex: '1 1 220px', justifyContent: 'flex-end' }}>
        <TextField
          size="small" value={props.search} placeholder="Search (/)" inputRef={field} onChange={(event) => { props.onSearch(event.target.value); }} sx={{ flex: '1 1 200px', maxWidth: { sm: 320 } }}
          slotProps={{
            htmlInput: { 'aria-label': 'Search images', 'aria-keyshortcuts': '/', spellCheck: false, maxLength: 200 },
            input: {
              sx: { height: 36 }, startAdornment: <InputAdornment position="start"><Icon name="search" /></InputAdornment>,
              endAdornment: props.search === '' ? null : <InputAdornment position="end"><IconButton size="small" aria-label="Clear the search" onClick={() => { props.onSearch(''); }}><Icon name="close" size={16} /></IconButton></InputAdornment>,
            },
          }}
        />
        <Tooltip title="Look for images again"><span><IconButton aria-label="Look for images again" disabled={props.isRefreshing} onClick={props.onRefresh}><Icon name="refresh" /></IconButton></span></Tooltip>
      </Box>
    </Box>
  );
}

/** "/" goes to the search from everywhere but a field where it is typed. */
function useSlashKey(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLElement && (event.target.closest('input, textarea, [role="dialog"]') !== null);
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', listen);
    return () => { document.removeEventListener('keydown', listen); };
  }, [field]);
}
