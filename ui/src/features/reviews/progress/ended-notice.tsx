import { Alert, Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { toPlainText } from '../../../components/text/plain-text.ts';
import type { ReviewJob } from '../review-job.ts';

interface EndedNoticeProps {
  readonly job: ReviewJob;
  readonly onOpen: (reviewId: string) => void;
  readonly onDismiss: () => void;
}

/** A review that ended, here or while the panel was closed: waits until it is opened or dismissed. */
export function EndedNotice({ job, onOpen, onDismiss }: EndedNoticeProps): ReactNode {
  const title = toPlainText(job.review?.title ?? 'the server', 120);
  const reviewId = job.review?.reviewId ?? null;
  const dismiss = <Button color="inherit" size="small" onClick={onDismiss}>Dismiss<span className="screen-reader-only"> the review of {title}</span></Button>;
  if (job.state === 'failed') {
    const problem = job.error ?? { code: 'internal', message: 'It ended without saying why.', hint: 'Try again.' };
    return <ProblemNotice title={`The review of ${title} failed`} problem={problem} action={dismiss} />;
  }
  if (job.state === 'cancelled' || reviewId === null) return <Alert severity="info" square role="status" action={dismiss} sx={{ py: 0 }}>The review of <OuterText text={title} /> was cancelled. Nothing of it was kept.</Alert>;
  return (
    <Alert severity="info" square role="status" sx={{ py: 0 }} action={<Box sx={{ display: 'flex' }}><Button color="inherit" size="small" onClick={() => { onOpen(reviewId); }}>Open the report<span className="screen-reader-only"> of {title}</span></Button>{dismiss}</Box>}>
      The review of <strong><OuterText text={title} /></strong> is finished.
    </Alert>
  );
}
