import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { WireReviewComparison, WireReviewSummary } from '../../../../../backend/contract/review.ts';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { SlowWords } from '../../../components/notice/slow-words.tsx';
import { RiskChip } from '../../../components/risk/risk-chip.tsx';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { RelativeTime } from '../../../components/text/relative-time.tsx';
import { ShortHash } from '../../../components/text/short-hash.tsx';
import { useTransport } from '../../../lib/backend.ts';
import { toLoadable } from '../../../lib/loadable.ts';
import { agentAndModel } from '../agent-words.ts';
import { PageFrame } from '../page-frame.tsx';
import { PromiseLine } from '../promise-line.tsx';
import { REVIEW_KEYS } from '../query-keys.ts';
import { FindingGroups } from '../report/finding-groups.tsx';
import { ReportSection } from '../report/report-section.tsx';
import { fetchComparison } from '../requests/fetch-comparison.ts';

interface ComparisonPageProps {
  readonly older: string;
  readonly newer: string;
  readonly now: number;
  readonly onBack: () => void;
}

/** Two reviews side by side: what the newer one found that the older had not, and the other way round. */
export function ComparisonPage({ older, newer, now, onBack }: ComparisonPageProps): ReactNode {
  const transport = useTransport();
  const query = useQuery({ queryKey: REVIEW_KEYS.comparison(older, newer), queryFn: () => fetchComparison(transport, older, newer), retry: false });
  const comparison = toLoadable(query);
  return (
    <PageFrame label="Comparison of two reviews" title="Comparison of two reviews" back={{ label: 'Back', onBack }}>
      {comparison.kind === 'data' && <Shown comparison={comparison.value} now={now} />}
      {comparison.kind === 'error' && <ProblemNotice title="The reviews could not be compared" problem={comparison.problem} action={<Button color="inherit" size="small" disabled={query.isFetching} onClick={() => { void query.refetch(); }}>Try again</Button>} />}
      {comparison.kind === 'loading' && <SlowWords words="Comparing…" lines={6} />}
    </PageFrame>
  );
}

function Shown({ comparison, now }: { readonly comparison: WireReviewComparison; readonly now: number }): ReactNode {
  const { older, newer, added, removed, unchanged } = comparison;
  const sameReader = older.agent === newer.agent && older.model === newer.model && older.ruleSet === newer.ruleSet && older.mode === newer.mode && older.directory === newer.directory;
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' } }}>
        <Side title="Older" review={older} now={now} />
        <Side title="Newer" review={newer} now={now} />
      </Box>
      {!sameReader && <Typography variant="body2">They were not made in the same way (scope, agent, model or rules): a difference may come from that and not from the source.</Typography>}
      <ReportSection title={`Added (${added.length.toLocaleString('en')})`}><FindingGroups findings={added} nothing="The newer review found nothing that the older had not." /></ReportSection>
      <ReportSection title={`Removed (${removed.length.toLocaleString('en')})`}><FindingGroups findings={removed} nothing="The newer review found everything that the older had." /></ReportSection>
      <ReportSection title={`Unchanged (${unchanged.length.toLocaleString('en')})`}><FindingGroups findings={unchanged} nothing="The two have no finding in common." /></ReportSection>
      <PromiseLine />
    </>
  );
}

function Side({ title, review, now }: { readonly title: string; readonly review: WireReviewSummary; readonly now: number }): ReactNode {
  return (
    <Box component="section" aria-label={title} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 2, display: 'flex', flexDirection: 'column', gap: 0.75 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <Typography component="h3" variant="subtitle2">{title}</Typography>
        <RiskChip risk={review.risk} />
      </Box>
      <Typography variant="body2"><OuterText text={review.title} maxCharacters={120} />{review.head !== null && <> at <ShortHash hash={review.head} /></>}{review.base !== null && <>, changed since <ShortHash hash={review.base} /></>}</Typography>
      <Typography variant="body2" color="text.secondary"><OuterText text={agentAndModel(review.agent, review.model)} maxCharacters={100} /> · <RelativeTime time={review.endedAt} now={now} /></Typography>
    </Box>
  );
}
