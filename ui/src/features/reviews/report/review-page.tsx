import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { WireReview } from '../../../../../backend/contract/review.ts';
import { Icon } from '../../../components/icon/icon.tsx';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { SlowWords } from '../../../components/notice/slow-words.tsx';
import { RiskChip } from '../../../components/risk/risk-chip.tsx';
import { CONCLUSION_WORDS, RISK_WORDS } from '../../../components/risk/risk-words.ts';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { toPlainText } from '../../../components/text/plain-text.ts';
import { RelativeTime } from '../../../components/text/relative-time.tsx';
import { useTransport } from '../../../lib/backend.ts';
import { toLoadable } from '../../../lib/loadable.ts';
import { PageFrame } from '../page-frame.tsx';
import { PromiseLine } from '../promise-line.tsx';
import { REVIEW_KEYS } from '../query-keys.ts';
import { fetchReview } from '../requests/fetch-review.ts';
import { CoverageSection } from './coverage-section.tsx';
import { DeleteReviewButton } from './delete-review-button.tsx';
import { DownloadFiles } from './download-files.tsx';
import { FindingGroups } from './finding-groups.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportText } from './report-text.tsx';
import { ScopeFacts } from './scope-facts.tsx';

interface ReviewPageProps {
  readonly id: string;
  readonly now: number;
  readonly onBack: () => void;
  /** Asks for another review of the same server; null where it has none. */
  readonly onReviewAgain: (server: string) => void;
}

/** One review with everything that it found. */
export function ReviewPage({ id, now, onBack, onReviewAgain }: ReviewPageProps): ReactNode {
  const transport = useTransport();
  const query = useQuery({ queryKey: REVIEW_KEYS.one(id), queryFn: () => fetchReview(transport, id), retry: false, staleTime: Infinity });
  const review = toLoadable(query);
  const back = { label: 'Back', onBack };
  switch (review.kind) {
    case 'loading':
    case 'empty': return <PageFrame label="Review" title="Review" back={back}><SlowWords words="Reading the review…" lines={6} /></PageFrame>;
    case 'error': return <PageFrame label="Review" title="Review" back={back}><ProblemNotice title="The review could not be read" problem={review.problem} action={<Button color="inherit" size="small" disabled={query.isFetching} onClick={() => { void query.refetch(); }}>Try again</Button>} /></PageFrame>;
    case 'data': return <Shown review={review.value} now={now} back={back} onReviewAgain={onReviewAgain} />;
  }
}

interface ShownProps extends Pick<ReviewPageProps, 'now' | 'onReviewAgain'> {
  readonly review: WireReview;
  readonly back: { readonly label: string; readonly onBack: () => void };
}

function Shown({ review, now, back, onReviewAgain }: ShownProps): ReactNode {
  const { server } = review;
  return (
    <PageFrame
      label={toPlainText(`Review of ${review.title}`, 120)} title={<>Review of <OuterText text={review.title} maxCharacters={120} /></>} back={back}
      actions={<>{server !== null && <Button size="small" startIcon={<Icon name="review" />} onClick={() => { onReviewAgain(server); }}>Review again</Button>}<DeleteReviewButton id={review.id} onDeleted={back.onBack} /></>}
    >
      <Answer review={review} now={now} />
      <ReportSection title="Findings"><FindingGroups findings={review.findings} nothing="Nothing was found that deserves a look." /></ReportSection>
      <ReportSection title="What was reviewed"><ScopeFacts review={review} /></ReportSection>
      <ReportSection title="Coverage"><CoverageSection coverage={review.coverage} /></ReportSection>
      <ReportSection title="Report"><ReportText text={review.report} /></ReportSection>
      <ReportSection title="Files"><DownloadFiles id={review.id} /></ReportSection>
      <PromiseLine />
    </PageFrame>
  );
}

/** The overall risk, what it means, and the labels. */
function Answer({ review, now }: { readonly review: WireReview; readonly now: number }): ReactNode {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 1.5, rowGap: 1 }}>
        <RiskChip risk={review.risk} isLarge />
        <Typography>{RISK_WORDS[review.risk].meaning}</Typography>
      </Box>
      <Typography variant="body2" color="text.secondary" component="div" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <RelativeTime time={review.endedAt} now={now} /> · {CONCLUSION_WORDS[review.conclusion]} · Labels:
        {review.labels.map((label) => <Box key={label} component="code" sx={{ px: 0.75, borderRadius: 0.5, backgroundColor: 'action.hover' }}><OuterText text={label} maxCharacters={80} /></Box>)}
      </Typography>
    </Box>
  );
}
