import { Box, Typography } from '@mui/material';
import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { SlowWords } from '../../../components/notice/slow-words.tsx';
import { toPlainLines } from '../../../components/text/plain-text.ts';
import { isTameText } from './is-tame-text.ts';
import { ReportBoundary } from './report-boundary.tsx';

const MarkdownReport = lazy(async () => ({ default: (await import('./markdown-report.tsx')).MarkdownReport }));

/** Longest report that is shown as text, in characters; the download has all of it. */
const MAX_SHOWN = 500_000;

/** The report, as Markdown where that is safe, else as plain text. */
export function ReportText({ text }: { readonly text: string }): ReactNode {
  const plain = <PlainReport text={text} />;
  if (!isTameText(text)) return plain;
  return (
    <ReportBoundary key={text} fallback={plain}>
      <Suspense fallback={<SlowWords words="Drawing the report…" />}>
        <Box sx={REPORT_STYLES}><MarkdownReport text={text} /></Box>
      </Suspense>
    </ReportBoundary>
  );
}

function PlainReport({ text }: { readonly text: string }): ReactNode {
  return (
    <>
      <Typography variant="body2" color="text.secondary" gutterBottom>This report is too large or too deeply nested to be drawn. It is shown as it is{text.length > MAX_SHOWN && ', cut: the download has all of it'}.</Typography>
      <Box component="pre" tabIndex={0} aria-label="Report as text" sx={{ m: 0, p: 1.5, maxHeight: 480, overflow: 'auto', fontSize: 12, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', borderRadius: 1, backgroundColor: 'action.hover' }}>{toPlainLines(text, MAX_SHOWN)}</Box>
    </>
  );
}

const REPORT_STYLES = {
  fontSize: 14, lineHeight: 1.55, overflowWrap: 'anywhere', maxWidth: 860,
  '& h4': { fontSize: 18, mt: 0, mb: 1 }, '& h5': { fontSize: 16, mt: 2.5, mb: 0.75 }, '& h6': { fontSize: 14, mt: 2, mb: 0.5 },
  '& p, & ul, & ol': { my: 0.75 }, '& ul, & ol': { pl: 3 },
  '& pre': { p: 1.25, m: 0, my: 1, overflowX: 'auto', fontSize: 12, borderRadius: 1, backgroundColor: 'action.hover' },
  '& code': { fontSize: '0.92em' }, '& .report-address': { color: 'text.secondary' },
  '& blockquote': { m: 0, pl: 2, borderLeft: 3, borderColor: 'divider', color: 'text.secondary' },
} as const;
