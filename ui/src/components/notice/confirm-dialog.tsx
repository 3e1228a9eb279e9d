import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmWord: string;
  readonly cancelWord?: string;
  readonly isDangerous?: boolean;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that cannot be taken back. The safe answer has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const titleId = useId();
  return (
    <Dialog open={props.isOpen} onClose={props.onCancel} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <DialogContent>{props.children}</DialogContent>
      <DialogActions>
        <Button onClick={props.onCancel} autoFocus>{props.cancelWord ?? 'Cancel'}</Button>
        <Button onClick={props.onConfirm} disabled={props.isBusy ?? false} variant="contained" color={props.isDangerous === true ? 'error' : 'primary'}>{props.confirmWord}</Button>
      </DialogActions>
    </Dialog>
  );
}
