import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon/icon.tsx';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { countOf } from '../../components/text/age.ts';
import type { JobSummary } from './job-summary.ts';
import type { JobsView } from './use-jobs.ts';

/** What runs and what has just ended, with its count; also said to screen readers. */
export function JobStrip({ jobs }: { readonly jobs: JobsView }): ReactNode {
  const sweep = jobs.running.find(isSweep);
  return (
    <Box>
      {sweep !== undefined && <SweepProgress job={sweep} onCancel={() => { jobs.cancel(sweep.id); }} />}
      {jobs.problem !== null && <ProblemNotice title="This could not be started" problem={jobs.problem} action={<Dismiss onClick={jobs.dismiss} />} />}
      {sweep === undefined && jobs.ended !== null && <Ended job={jobs.ended} failures={jobs.rowErrors.size} onDismiss={jobs.dismiss} />}
      <span role="status" className="screen-reader-only">{sweep === undefined ? '' : announcement(sweep)}</span>
    </Box>
  );
}

/** A verification of more than one image; a single one shows in its row. */
function isSweep(job: JobSummary): boolean {
  return job.kind === 'verify' && job.total !== 1;
}

function SweepProgress({ job, onCancel }: { readonly job: JobSummary; readonly onCancel: () => void }): ReactNode {
  const percent = job.total === 0 ? 0 : (100 * job.done) / job.total;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 2, py: 0.5 }}>
      <Typography variant="body2" sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
        {job.total === 0 ? 'Looking for images…' : `Checking ${job.done.toLocaleString('en')} of ${countOf(job.total, 'image')}`}
      </Typography>
      <LinearProgress aria-label="Verification of all images" variant={job.total === 0 ? 'indeterminate' : 'determinate'} value={percent} sx={{ flex: 1, height: 6, borderRadius: 3 }} />
      <Button size="small" startIcon={<Icon name="stop" size={14} />} onClick={onCancel}>Cancel</Button>
    </Box>
  );
}

function Ended({ job, failures, onDismiss }: { readonly job: JobSummary; readonly failures: number; readonly onDismiss: () => void }): ReactNode {
  if (job.state === 'failed') {
    const problem = job.error ?? { code: 'internal', message: 'It ended without saying why.', hint: 'Try again.' };
    return <ProblemNotice title={job.kind === 'verify' ? 'The verification ended early' : 'The catalog was not refreshed'} problem={problem} action={<Dismiss onClick={onDismiss} />} />;
  }
  if (job.total === 1 && job.state === 'done') return null;
  if (failures > 0) {
    return <Alert severity="warning" square role="status" action={<Dismiss onClick={onDismiss} />} sx={{ py: 0 }}>{countOf(failures, 'image')} could not be checked: the cause is beside each. Their verdicts are of earlier checks.</Alert>;
  }
  const words = job.state === 'cancelled' ? `Cancelled: ${job.done.toLocaleString('en')} of ${countOf(job.total, 'image')} checked. What was found stays.` : `Checked ${countOf(job.done, 'image')}.`;
  return <Alert severity={job.state === 'cancelled' ? 'info' : 'success'} square role="status" action={<Dismiss onClick={onDismiss} />} sx={{ py: 0 }}>{words}</Alert>;
}

function Dismiss({ onClick }: { readonly onClick: () => void }): ReactNode {
  return <Button color="inherit" size="small" onClick={onClick}>Dismiss</Button>;
}

/** Said at every tenth of the way, not at every image. */
function announcement(job: JobSummary): string {
  if (job.total === 0) return 'Verification started.';
  return `Verification: ${Math.floor((10 * job.done) / job.total) * 10} percent of ${countOf(job.total, 'image')}.`;
}
