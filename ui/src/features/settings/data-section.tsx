import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon/icon.tsx';
import { ConfirmDialog } from '../../components/notice/confirm-dialog.tsx';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { useTransport } from '../../lib/backend.ts';
import { SectionFrame } from '../../components/form/section-frame.tsx';
import { deleteData } from './settings-requests.ts';
import { useSave } from './use-save.ts';

/** Takes everything away that this product keeps; the volume would otherwise stay after an uninstall. */
export function DataSection(): ReactNode {
  const transport = useTransport();
  const [isAsking, setIsAsking] = useState(false);
  const { save, isSaving, isSaved, problem } = useSave(() => deleteData(transport), () => { setIsAsking(false); });
  return (
    <SectionFrame title="Data" affects="What this product keeps on this machine. It stays after an uninstall unless it is deleted here.">
      <Box><Button variant="outlined" color="error" startIcon={<Icon name="trash" />} onClick={() => { setIsAsking(true); }}>Delete data…</Button></Box>
      <Typography role="status" variant="body2" color="text.secondary">{isSaved ? 'The data was deleted.' : ''}</Typography>
      <ConfirmDialog isOpen={isAsking} title="Delete all data of this product?" confirmWord="Delete data" isDangerous isBusy={isSaving} onCancel={() => { setIsAsking(false); }} onConfirm={() => { save(undefined); }}>
        <Typography>Stored facts, the copy of the catalog, settings, added keys and registry tokens are deleted. Images are not touched. The next verification fetches everything anew.</Typography>
        {problem !== null && <Box sx={{ mt: 1.5 }}><ProblemNotice title="The data was not deleted" problem={problem} /></Box>}
      </ConfirmDialog>
    </SectionFrame>
  );
}
