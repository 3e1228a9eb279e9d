import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../../../components/icon/icon.tsx';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { SlowWords } from '../../../components/notice/slow-words.tsx';
import { PageFrame } from '../page-frame.tsx';
import { ReviewProgress } from '../progress/review-progress.tsx';
import { PromiseLine } from '../promise-line.tsx';
import type { ReviewJob } from '../review-job.ts';
import { ReviewList } from './review-list.tsx';
import type { ReviewListProps } from './review-list.tsx';
import { useHistory } from './use-history.ts';

interface ReviewsPageProps extends ReviewListProps {
  /** Reviews that run or wait. */
  readonly running: readonly ReviewJob[];
  readonly onCancel: (jobId: string) => void;
  readonly onNew: () => void;
}

/** Running reviews on top, then the history of all servers. */
export function ReviewsPage({ running, onCancel, onNew, ...list }: ReviewsPageProps): ReactNode {
  return (
    <PageFrame label="Reviews" title="Reviews" back={null} actions={<Button variant="outlined" size="small" startIcon={<Icon name="plus" />} onClick={onNew}>Review a server</Button>}>
      {running.length > 0 && (
        <Box component="section" aria-label="Running reviews" sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
          <Typography variant="subtitle1" component="h3" sx={{ fontWeight: 600 }}>Running</Typography>
          {running.map((job) => <ReviewProgress key={job.id} job={job} onCancel={() => { onCancel(job.id); }} />)}
        </Box>
      )}
      <Box component="section" aria-label="History">
        <Typography variant="subtitle1" component="h3" gutterBottom sx={{ fontWeight: 600 }}>History</Typography>
        <HistoryBody list={list} onNew={onNew} />
      </Box>
      <PromiseLine />
    </PageFrame>
  );
}

function HistoryBody({ list, onNew }: { readonly list: ReviewListProps; readonly onNew: () => void }): ReactNode {
  const view = useHistory(null);
  const { history } = view;
  switch (history.kind) {
    case 'loading': return <SlowWords words="Reading the history…" lines={5} />;
    case 'error': return <ProblemNotice title="The history could not be read" problem={history.problem} action={<Button color="inherit" size="small" disabled={view.isFetching} onClick={view.tryAgain}>Try again</Button>} />;
    case 'empty': return <NoReviews onNew={onNew} />;
    case 'data': return <ReviewList {...list} history={history.value} view={view} />;
  }
}

function NoReviews({ onNew }: { readonly onNew: () => void }): ReactNode {
  return (
    <Box sx={{ textAlign: 'center', maxWidth: 560, mx: 'auto', py: 4 }}>
      <Box sx={{ color: 'primary.main', mb: 1 }}><Icon name="review" size={48} /></Box>
      <Typography variant="h6" component="p" gutterBottom>Nothing has been reviewed yet</Typography>
      <Typography color="text.secondary" sx={{ mb: 2 }}>A review reads a server’s source at the very revision that its image claims, in a sandbox on this machine, and says what deserves a look before you enable it.</Typography>
      <Button variant="contained" onClick={onNew}>Review a server</Button>
    </Box>
  );
}
