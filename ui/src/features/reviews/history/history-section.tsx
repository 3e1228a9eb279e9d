import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireRowReview } from '../../../../../backend/contract/review.ts';
import { Icon } from '../../../components/icon/icon.tsx';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { SlowWords } from '../../../components/notice/slow-words.tsx';
import { shortHash } from '../../../components/text/short-hash.tsx';
import type { ReviewPreset } from '../dialog/draft-types.ts';
import { ReviewProgress } from '../progress/review-progress.tsx';
import type { ReviewJob } from '../review-job.ts';
import { ReviewList } from './review-list.tsx';
import type { ReviewListProps } from './review-list.tsx';
import { useHistory } from './use-history.ts';

interface HistorySectionProps extends ReviewListProps {
  /** Name of the server; null where the image belongs to none that is known. */
  readonly server: string | null;
  /** The last review of the image's server. */
  readonly last: WireRowReview | null;
  readonly running: readonly ReviewJob[];
  readonly onCancel: (jobId: string) => void;
  readonly onReview: (preset: ReviewPreset) => void;
}

/** Reviews of one server among an image's details: what was found, and the ways to look again. */
export function HistorySection({ server, last, running, onCancel, onReview, ...list }: HistorySectionProps): ReactNode {
  const base = last === null || last.isForThisRevision ? null : last.head;
  return (
    <Box component="section" aria-label="Reviews of the source" sx={{ display: 'flex', flexDirection: 'column', gap: 1.25 }}>
      <Typography variant="subtitle1" component="h3" sx={{ fontWeight: 600 }}>Reviews of the source</Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button size="small" variant={last === null ? 'contained' : 'outlined'} startIcon={<Icon name="review" />} onClick={() => { onReview({ mode: 'full', base: null }); }}>Review this revision</Button>
        <Button size="small" variant="outlined" startIcon={<Icon name="compare" />} onClick={() => { onReview({ mode: 'differential', base }); }}>Review what changed since {base === null ? 'an earlier one' : shortHash(base)}</Button>
      </Box>
      {last !== null && !last.isForThisRevision && <Typography variant="body2">The last review is of an older revision than this image’s.</Typography>}
      {running.map((job) => <ReviewProgress key={job.id} job={job} onCancel={() => { onCancel(job.id); }} />)}
      {server === null ? <Typography variant="body2" color="text.secondary">This image belongs to no server of the catalog: its reviews are on the page Reviews.</Typography> : <ServerHistory server={server} list={list} />}
    </Box>
  );
}

function ServerHistory({ server, list }: { readonly server: string; readonly list: ReviewListProps }): ReactNode {
  const view = useHistory(server);
  const { history } = view;
  switch (history.kind) {
    case 'loading': return <SlowWords words="Reading the history…" lines={2} />;
    case 'error': return <ProblemNotice title="The history could not be read" problem={history.problem} action={<Button color="inherit" size="small" disabled={view.isFetching} onClick={view.tryAgain}>Try again</Button>} />;
    case 'empty': return <Typography variant="body2" color="text.secondary">Nobody has reviewed this server on this machine yet.</Typography>;
    case 'data': return <ReviewList {...list} isNamed={false} history={history.value} view={view} />;
  }
}
