import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { WireReviewProgress } from '../../../../../backend/contract/review.ts';
import { Icon } from '../../../components/icon/icon.tsx';
import { countOf } from '../../../components/text/age.ts';
import { toCost, toDuration, toTokens } from '../../../components/text/amounts.ts';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { shortHash } from '../../../components/text/short-hash.tsx';
import { toPlainText } from '../../../components/text/plain-text.ts';
import { useNow } from '../../../lib/use-now.ts';
import { AGENT_WORDS } from '../agent-words.ts';
import type { ReviewJob } from '../review-job.ts';
import { STEP_WORDS } from './progress-words.ts';
import { StepLine } from './step-line.tsx';

const TICK_MS = 1_000;

/** A review that runs: where it is, what it has read and used so far, and how to stop it. */
export function ReviewProgress({ job, onCancel }: { readonly job: ReviewJob; readonly onCancel: () => void }): ReactNode {
  const titleId = useId();
  const now = useNow(TICK_MS);
  const { review } = job;
  const title = toPlainText(review?.title ?? 'A review', 120);
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 2, display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
        <Typography id={titleId} component="h4" sx={{ mr: 'auto', fontWeight: 600, overflowWrap: 'anywhere' }}>Reviewing <bdi>{title}</bdi></Typography>
        <Typography variant="body2" color="text.secondary" sx={{ flex: '1 1 200px', order: { xs: 1, sm: 0 } }}>{review === null ? '' : `${scopeOf(review)} · ${AGENT_WORDS[review.agent].name}`}</Typography>
        <Button size="small" startIcon={<Icon name="stop" size={14} />} onClick={onCancel}>Cancel<span className="screen-reader-only"> the review of {title}</span></Button>
      </Box>
      <LinearProgress aria-label={`Review of ${title}`} variant={review?.step === 'waiting' ? 'determinate' : 'indeterminate'} value={0} sx={{ height: 4, borderRadius: 2 }} />
      {review === null ? <Typography variant="body2">Starting…</Typography> : <StepLine progress={review} />}
      {review !== null && review.detail !== '' && <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}><OuterText text={review.detail} maxCharacters={300} /></Typography>}
      {review?.step === 'waiting' && <Typography variant="body2">Two reviews run at a time. This one starts by itself when one of them ends.</Typography>}
      <Figures elapsed={now - Date.parse(job.startedAt)} progress={review} />
      <span role="status" className="screen-reader-only">{review === null ? '' : `${title}: ${STEP_WORDS[review.step]}`}</span>
    </Box>
  );
}

function scopeOf({ head, base }: WireReviewProgress): string {
  if (head === null) return 'Finding the revision';
  return base === null ? `Everything at ${shortHash(head)}` : `Changes from ${shortHash(base)} to ${shortHash(head)}`;
}

function Figures({ elapsed, progress }: { readonly elapsed: number; readonly progress: WireReviewProgress | null }): ReactNode {
  const figures = progress === null ? [] : [
    countOf(progress.filesRead, 'file') + ' read',
    countOf(progress.findings, 'finding') + ' so far',
    ...(progress.usage === null ? [] : [`${toTokens(progress.usage.inputTokens + progress.usage.outputTokens)} tokens`, countOf(progress.usage.requests, 'request'), `cost: ${toCost(progress.cost)}`]),
  ];
  return (
    <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
      {[...figures, Number.isNaN(elapsed) ? '' : toDuration(Math.max(0, Math.floor(elapsed / 1_000) * 1_000))].filter((part) => part !== '').join(' · ')}
    </Typography>
  );
}
