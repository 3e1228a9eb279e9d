import { Alert, Box, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WireTrustedKey } from '../../../../backend/contract/api.ts';
import { ConfirmDialog } from '../../components/notice/confirm-dialog.tsx';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { useTransport } from '../../lib/backend.ts';
import { asProblem } from '../../lib/loadable.ts';
import { acceptKey } from './accept-key.ts';
import { KeyCard } from './key-card.tsx';

interface NewKeyDialogProps {
  /** The fingerprint of the key that nobody accepted yet; null while the dialog is closed. */
  readonly fingerprint: string | null;
  readonly keys: readonly WireTrustedKey[];
  readonly onClose: () => void;
  readonly onAccepted: () => void;
}

/** Shows the trusted keys beside the new one, and lets a person who compared them accept it. */
export function NewKeyDialog({ fingerprint, keys, onClose, onAccepted }: NewKeyDialogProps): ReactNode {
  const transport = useTransport();
  const queries = useQueryClient();
  const [hasCompared, setHasCompared] = useState(false);
  const close = (): void => {
    setHasCompared(false);
    onClose();
  };
  const accept = useMutation({
    mutationFn: (accepted: string) => acceptKey(transport, accepted),
    onSuccess: async () => {
      close();
      onAccepted();
      await queries.invalidateQueries();
    },
  });
  const trusted = keys.filter((key) => key.origin !== 'candidate');
  return (
    <ConfirmDialog isOpen={fingerprint !== null} title="A new signing key was published" confirmWord="Trust the new key" cancelWord="Not now" isBusy={!hasCompared || accept.isPending}
      onCancel={close} onConfirm={() => { if (fingerprint !== null) accept.mutate(fingerprint); }}>
      <Typography sx={{ mb: 2 }}>Images are signed by a key that this product does not know. A publisher may have changed its key, or somebody else published one in its name.</Typography>
      <Typography variant="subtitle2" component="h3" gutterBottom>Trusted now</Typography>
      {trusted.map((key) => <KeyCard key={key.fingerprint} name={key.name} fingerprint={key.fingerprint} />)}
      <Typography variant="subtitle2" component="h3" gutterBottom sx={{ mt: 2 }}>New, not trusted</Typography>
      {fingerprint !== null && <KeyCard name={keys.find((key) => key.fingerprint === fingerprint)?.name ?? 'Published key'} fingerprint={fingerprint} isNew />}
      <Alert severity="warning" sx={{ mt: 2 }}>Compare the new fingerprint with one from another place, such as the publisher’s announcement. A key that is trusted once can vouch for any image in the signed namespaces.</Alert>
      <Box sx={{ mt: 1 }}>
        <FormControlLabel control={<Checkbox checked={hasCompared} onChange={(_event, checked) => { setHasCompared(checked); }} />} label="I compared the fingerprint with another source" />
      </Box>
      {accept.error !== null && <ProblemNotice title="The key was not accepted" problem={asProblem(accept.error)} />}
    </ConfirmDialog>
  );
}
