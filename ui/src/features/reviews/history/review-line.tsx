import { Box, Button, Checkbox, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireReviewSummary } from '../../../../../backend/contract/review.ts';
import { RISKS } from '../../../components/risk/risk-words.ts';
import { RiskChip } from '../../../components/risk/risk-chip.tsx';
import { toExactTime } from '../../../components/text/age.ts';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { toPlainText } from '../../../components/text/plain-text.ts';
import { RelativeTime } from '../../../components/text/relative-time.tsx';
import { shortHash } from '../../../components/text/short-hash.tsx';
import { agentAndModel } from '../agent-words.ts';

interface ReviewLineProps {
  readonly review: WireReviewSummary;
  readonly now: number;
  /** False among the reviews of one server, which need not be named. */
  readonly isNamed: boolean;
  readonly isPicked: boolean;
  readonly canPick: boolean;
  readonly onPick: () => void;
  readonly onOpen: () => void;
}

/** One review of the history: risk, what and when, who read it; to open, and to pick for a comparison. */
export function ReviewLine({ review, now, isNamed, isPicked, canPick, onPick, onOpen }: ReviewLineProps): ReactNode {
  const name = toPlainText(`${review.title}, ${toExactTime(review.endedAt)}`, 160);
  const shown = isNamed ? toPlainText(review.title, 120) : scopeOf(review);
  return (
    <Box component="li" sx={{ listStyle: 'none', display: 'flex', alignItems: 'center', gap: 1, py: 0.75, borderBottom: 1, borderColor: 'divider' }}>
      <Checkbox size="small" checked={isPicked} disabled={!canPick} onChange={onPick} slotProps={{ input: { 'aria-label': `Compare the review of ${name}` } }} />
      <Box sx={{ width: 96, flexShrink: 0 }}><RiskChip risk={review.risk} /></Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Button size="small" onClick={onOpen} aria-label={`${shown}: open the review of ${toExactTime(review.endedAt)}`} sx={{ p: 0, minWidth: 0, maxWidth: '100%', fontSize: 14, fontWeight: 600, justifyContent: 'flex-start', textAlign: 'left', overflowWrap: 'anywhere' }}>
          <bdi>{shown}</bdi>
        </Button>
        <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{isNamed && `${scopeOf(review)} · `}<OuterText text={agentAndModel(review.agent, review.model)} maxCharacters={100} /> · {countsOf(review)}</Typography>
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ whiteSpace: 'nowrap' }}><RelativeTime time={review.endedAt} now={now} /></Typography>
    </Box>
  );
}

function scopeOf({ mode, head, base }: WireReviewSummary): string {
  if (mode === 'differential') return `Changes from ${base === null ? '?' : shortHash(base)} to ${head === null ? '?' : shortHash(head)}`;
  return head === null ? 'Everything' : `Everything at ${shortHash(head)}`;
}

function countsOf({ findingCounts }: WireReviewSummary): string {
  const counts = RISKS.flatMap((risk) => (findingCounts[risk] > 0 ? [`${findingCounts[risk]} ${risk}`] : []));
  return counts.length === 0 ? 'no findings' : counts.join(', ');
}
