import { Autocomplete, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from '@mui/material';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';

const MAX_NAME = 200;

interface ServerDialogProps {
  /** Names of servers that have an image here. */
  readonly servers: readonly string[];
  readonly onCancel: () => void;
  readonly onChosen: (server: string) => void;
}

/** Which server to review: one of this machine, or any of the catalog by its name. */
export function ServerDialog({ servers, onCancel, onChosen }: ServerDialogProps): ReactNode {
  const titleId = useId();
  const [name, setName] = useState('');
  const chosen = name.trim();
  return (
    <Dialog open onClose={onCancel} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <form onSubmit={(event) => { event.preventDefault(); if (chosen !== '') onChosen(chosen); }}>
        <DialogTitle id={titleId}>Review a server</DialogTitle>
        <DialogContent>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>Its source is read at the revision that the catalog pins. To review what an image was built from, open that image.</Typography>
          <Autocomplete
            freeSolo options={servers} inputValue={name} onInputChange={(_event, value) => { setName(value.slice(0, MAX_NAME)); }}
            renderInput={({ id, fullWidth, disabled, InputProps: input, inputProps: htmlInput }) => (
              <TextField id={id} fullWidth={fullWidth} disabled={disabled} label="Name of the server in the catalog" size="small" autoFocus slotProps={{ input, htmlInput }} />
            )}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={chosen === ''}>Continue</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
