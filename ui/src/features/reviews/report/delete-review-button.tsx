import { Box, Button, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../../../components/icon/icon.tsx';
import { ConfirmDialog } from '../../../components/notice/confirm-dialog.tsx';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { useTransport } from '../../../lib/backend.ts';
import { asProblem } from '../../../lib/loadable.ts';
import { REVIEW_KEYS } from '../query-keys.ts';
import { deleteReview } from '../requests/delete-review.ts';

/** Takes a review away after asking once more. */
export function DeleteReviewButton({ id, onDeleted }: { readonly id: string; readonly onDeleted: () => void }): ReactNode {
  const transport = useTransport();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteReview(transport, id),
    onSuccess: () => {
      setIsAsking(false);
      onDeleted();
      queries.removeQueries({ queryKey: REVIEW_KEYS.one(id) });
      void queries.invalidateQueries({ queryKey: ['reviews', 'history'] });
      void queries.invalidateQueries({ queryKey: ['images'] });
    },
  });
  return (
    <>
      <Button size="small" color="error" startIcon={<Icon name="trash" />} onClick={() => { setIsAsking(true); }}>Delete…</Button>
      <ConfirmDialog isOpen={isAsking} title="Delete this review?" confirmWord="Delete the review" isDangerous isBusy={remove.isPending} onCancel={() => { setIsAsking(false); }} onConfirm={() => { remove.mutate(); }}>
        <Typography>The report and its findings are deleted from this machine. Nothing else changes.</Typography>
        {remove.error !== null && <Box sx={{ mt: 1.5 }}><ProblemNotice title="The review was not deleted" problem={asProblem(remove.error)} /></Box>}
      </ConfirmDialog>
    </>
  );
}
