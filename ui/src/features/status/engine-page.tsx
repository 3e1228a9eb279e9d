import { Box, Button, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireStatus } from '../../../../backend/contract/api.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';

interface EnginePageProps {
  readonly status: WireStatus;
  readonly isBusy: boolean;
  readonly onTryAgain: () => void;
  readonly onShowSamples: () => void;
}

const WORDS = {
  absent: { code: 'engine_absent', message: 'No Docker engine was found on this machine.', hint: 'Install and start Docker, then try again.' },
  failed: { code: 'engine_failed', message: 'The Docker engine gave no usable answer.', hint: 'Check that Docker is running, then try again.' },
} as const;

/** The engine gives no answer, so there are no rows: samples are offered and never shown by themselves. */
export function EnginePage({ status, isBusy, onTryAgain, onShowSamples }: EnginePageProps): ReactNode {
  const { state, error } = status.engine;
  return (
    <Box component="section" aria-label="Docker engine" sx={{ maxWidth: 680, mx: 'auto', my: 6, px: 3 }}>
      <Typography variant="h5" component="h2" gutterBottom>{state === 'absent' ? 'There is no Docker engine here' : 'The Docker engine does not answer'}</Typography>
      <ProblemNotice title="The images of this machine could not be read" problem={error ?? WORDS[state === 'absent' ? 'absent' : 'failed']} />
      <Stack direction="row" spacing={1.5} useFlexGap sx={{ mt: 3, flexWrap: 'wrap' }}>
        <Button variant="contained" startIcon={<Icon name="refresh" />} disabled={isBusy} onClick={onTryAgain}>Try again</Button>
        {status.samplesAvailable && <Button variant="outlined" disabled={isBusy} onClick={onShowSamples}>Show samples instead</Button>}
      </Stack>
      {status.samplesAvailable && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
          The samples are images with known answers that come with this product. They have their own keys and data, and say nothing about this machine.
        </Typography>
      )}
    </Box>
  );
}
