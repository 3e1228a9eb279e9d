import { Alert, Box, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { WireCatalogStatus } from '../../../../backend/contract/api.ts';
import { FactList } from '../../components/fact-list.tsx';
import { ConfirmDialog } from '../../components/notice/confirm-dialog.tsx';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { useTransport } from '../../lib/backend.ts';
import { asProblem } from '../../lib/loadable.ts';
import { acceptHead } from './accept-head.ts';

interface RewrittenDialogProps {
  readonly catalog: WireCatalogStatus;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Lets a person decide over a catalog whose history no longer contains what was seen before. */
export function RewrittenDialog({ catalog, isOpen, onClose }: RewrittenDialogProps): ReactNode {
  const transport = useTransport();
  const queries = useQueryClient();
  const { pendingHead } = catalog;
  const accept = useMutation({
    mutationFn: (head: string) => acceptHead(transport, head),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries();
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen} title="The catalog’s history was rewritten" isDangerous confirmWord="Accept the new history" cancelWord="Keep the old one"
      isBusy={accept.isPending || pendingHead === null} onCancel={onClose}
      onConfirm={() => { if (pendingHead !== null) accept.mutate(pendingHead); }}
    >
      <Typography sx={{ mb: 1.5 }}>
        The newest commit of the catalog does not descend from the one that was seen last. Pins may have been removed or changed after the fact.
        That can be a clean-up by its owners, or somebody who took the repository over.
      </Typography>
      <FactList facts={{ source: catalog.source, 'seen last': catalog.head ?? 'none', 'offered now': pendingHead ?? 'none' }} />
      <Alert severity="info" sx={{ mt: 1.5 }}>Ask the owners of the catalog, or compare both commits on the web, before you accept. Until then the old history is used.</Alert>
      {accept.error !== null && <Box sx={{ mt: 1.5 }}><ProblemNotice title="The new history was not accepted" problem={asProblem(accept.error)} /></Box>}
    </ConfirmDialog>
  );
}
