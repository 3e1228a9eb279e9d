import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WireReviewSummary } from '../../../../../backend/contract/review.ts';
import { Icon } from '../../../components/icon/icon.tsx';
import { ReviewLine } from './review-line.tsx';
import type { History, HistoryView } from './use-history.ts';

export interface ReviewListProps {
  readonly now: number;
  readonly isNamed?: boolean;
  readonly onOpen: (id: string) => void;
  readonly onCompare: (older: string, newer: string) => void;
}

/** The history with a choice of two reviews of one server to compare. */
export function ReviewList({ history, view, now, isNamed = true, onOpen, onCompare }: ReviewListProps & { readonly history: History; readonly view: HistoryView }): ReactNode {
  const [pickedIds, setPicked] = useState<readonly string[]>([]);
  const picked = history.reviews.filter(({ id }) => pickedIds.includes(id));
  const toggle = (id: string): void => { setPicked(pickedIds.includes(id) ? pickedIds.filter((other) => other !== id) : [...pickedIds, id]); };
  const left = history.total - history.reviews.length;
  return (
    <Box>
      {history.reviews.length > 1 && <CompareLine picked={picked} onCompare={onCompare} />}
      <Box component="ul" aria-label="Reviews" sx={{ m: 0, p: 0 }}>
        {history.reviews.map((review) => (
          <ReviewLine key={review.id} review={review} now={now} isNamed={isNamed} isPicked={pickedIds.includes(review.id)} canPick={canPick(review, picked)} onPick={() => { toggle(review.id); }} onOpen={() => { onOpen(review.id); }} />
        ))}
      </Box>
      {left > 0 && <Button size="small" sx={{ mt: 1 }} disabled={view.isFetching} onClick={view.showMore}>{view.isFetching ? 'Reading…' : `Show more (${left.toLocaleString('en')} left)`}</Button>}
    </Box>
  );
}

/** At most two, of the same subject: what was found in one server says nothing about another. */
function canPick(review: WireReviewSummary, picked: readonly WireReviewSummary[]): boolean {
  if (picked.some(({ id }) => id === review.id)) return true;
  const first = picked[0];
  return picked.length === 0 || (picked.length === 1 && first !== undefined && subjectOf(first) === subjectOf(review));
}

function subjectOf({ server, project, title }: WireReviewSummary): string {
  return server ?? project ?? title;
}

function CompareLine({ picked, onCompare }: { readonly picked: readonly WireReviewSummary[]; readonly onCompare: ReviewListProps['onCompare'] }): ReactNode {
  const [older, newer] = [...picked].sort((a, b) => Date.parse(a.endedAt) - Date.parse(b.endedAt));
  const words = picked.length === 0 ? 'Pick two reviews of a server to compare them.' : picked.length === 1 ? 'Pick another one of the same server.' : 'Two are picked.';
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 36, flexWrap: 'wrap' }}>
      <Button size="small" variant="outlined" startIcon={<Icon name="compare" />} disabled={older === undefined || newer === undefined} onClick={() => { if (older !== undefined && newer !== undefined) onCompare(older.id, newer.id); }}>Compare</Button>
      <Typography variant="body2" color="text.secondary" role="status">{words}</Typography>
    </Box>
  );
}
