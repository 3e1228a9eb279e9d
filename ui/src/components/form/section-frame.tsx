import { Box, Button, Typography } from '@mui/material';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface SectionFrameProps {
  readonly title: string;
  /** What a change here affects. */
  readonly affects: string;
  readonly children: ReactNode;
}

/** One section of the settings: what it is, what it affects, and its fields. */
export function SectionFrame({ title, affects, children }: SectionFrameProps): ReactNode {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ py: 3, borderBottom: 1, borderColor: 'divider', display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '240px minmax(0, 1fr)' }, columnGap: 4, rowGap: 1.5 }}>
      <Box>
        <Typography id={id} variant="subtitle1" component="h3" sx={{ fontWeight: 600 }}>{title}</Typography>
        <Typography variant="body2" color="text.secondary">{affects}</Typography>
      </Box>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, minWidth: 0, alignItems: 'stretch' }}>{children}</Box>
    </Box>
  );
}

interface SaveLineProps {
  readonly isDirty: boolean;
  readonly isValid: boolean;
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  readonly what: string;
  readonly onSave: () => void;
  readonly onReset: () => void;
}

/** Save and undo, only where something was changed; the outcome is said beside it. */
export function SaveLine({ isDirty, isValid, isSaving, isSaved, what, onSave, onReset }: SaveLineProps): ReactNode {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 34, mb: -1.5 }}>
      {isDirty && <Button variant="contained" size="small" disabled={!isValid || isSaving} onClick={onSave}>{isSaving ? 'Saving…' : 'Save'}<span className="screen-reader-only"> {what}</span></Button>}
      {isDirty && <Button size="small" disabled={isSaving} onClick={onReset}>Undo<span className="screen-reader-only"> {what}</span></Button>}
      <Typography role="status" variant="body2" color="text.secondary">{isSaved && !isDirty ? 'Saved.' : ''}</Typography>
    </Box>
  );
}
