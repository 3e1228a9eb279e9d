import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireCatalogStatus } from '../../../../backend/contract/api.ts';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { countOf, toExactTime } from '../../components/text/age.ts';
import { FactList } from '../../components/fact-list.tsx';
import { OuterText } from '../../components/text/outer-text.tsx';

const MAX_SHOWN_PROBLEMS = 50;

/** Where the catalog comes from, how old it is, and which of its entries cannot be read. */
export function CatalogFacts({ catalog }: { readonly catalog: WireCatalogStatus }): ReactNode {
  const { problems } = catalog;
  return (
    <Box sx={{ p: 2, width: 460, maxWidth: '90vw' }}>
      <Typography variant="subtitle1" component="h2" gutterBottom>Catalog</Typography>
      {catalog.error !== null && <Box sx={{ mb: 1.5 }}><ProblemNotice title="The last refresh failed" problem={catalog.error} /></Box>}
      <FactList facts={{
        source: catalog.source,
        commit: catalog.head ?? 'none yet',
        fetched: catalog.fetchedAt === null ? 'never' : toExactTime(catalog.fetchedAt),
        servers: String(catalog.serverCount),
      }} />
      {problems.length > 0 && (
        <>
          <Typography variant="body2" sx={{ mt: 1.5, fontWeight: 600 }}>{countOf(problems.length, 'entry', 'entries')} cannot be read</Typography>
          <Typography variant="caption" color="text.secondary">Each costs that server alone: its images cannot be checked.</Typography>
          <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5, maxHeight: 180, overflow: 'auto', fontSize: 13 }} tabIndex={0} aria-label="Entries that cannot be read">
            {problems.slice(0, MAX_SHOWN_PROBLEMS).map((problem) => (
              <li key={`${problem.file}:${problem.line ?? 0}:${problem.code}`}>
                <OuterText text={`${problem.file}${problem.line === null ? '' : `, line ${problem.line}`}: ${problem.detail}`} maxCharacters={200} /> <code>{problem.code}</code>
              </li>
            ))}
          </Box>
        </>
      )}
    </Box>
  );
}
