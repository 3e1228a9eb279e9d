import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireFinding } from '../../../../../backend/contract/review.ts';
import { RiskChip } from '../../../components/risk/risk-chip.tsx';
import { CopyButton } from '../../../components/text/copy-button.tsx';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { toPlainText } from '../../../components/text/plain-text.ts';
import { CodeExcerpt } from './code-excerpt.tsx';

const SOURCES: Readonly<Record<WireFinding['source'], string>> = { static: 'Rule', agent: 'Agent' };

/** One finding: what, where, the code, and what to do. */
export function FindingCard({ finding }: { readonly finding: WireFinding }): ReactNode {
  const place = placeOf(finding);
  return (
    <Box component="li" sx={{ listStyle: 'none', border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1.25, flexWrap: { xs: 'wrap', sm: 'nowrap' } }}>
        <RiskChip risk={finding.severity} />
        <Typography component="h5" variant="body2" sx={{ fontWeight: 600, flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere', lineHeight: '24px' }}><OuterText text={finding.message} maxCharacters={1_000} /></Typography>
        <Typography variant="caption" component="span" sx={{ border: 1, borderColor: 'divider', borderRadius: 0.5, px: 0.75, lineHeight: '22px', whiteSpace: 'nowrap' }}>{SOURCES[finding.source]}{finding.source === 'static' && <>: <code>{toPlainText(finding.rule, 80)}</code></>}</Typography>
      </Box>
      {place !== null && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, mt: 0.5 }}>
          <Box component="code" sx={{ fontSize: 13, overflowWrap: 'anywhere' }}><OuterText text={place} maxCharacters={400} /></Box>
          <CopyButton text={place} label={`Copy ${toPlainText(place, 120)}`} />
        </Box>
      )}
      <CodeExcerpt code={finding.evidence} label={`Code of ${toPlainText(place ?? finding.rule, 120)}`} />
      {finding.recommendation !== '' && <Typography variant="body2" color="text.secondary" sx={{ mt: 1, overflowWrap: 'anywhere' }}><strong>What to do:</strong> <OuterText text={finding.recommendation} maxCharacters={1_000} /></Typography>}
    </Box>
  );
}

/** `src/a.ts:12-14`; null for a finding about the whole. */
function placeOf({ file, line, endLine }: WireFinding): string | null {
  if (file === null) return null;
  if (line === null) return file;
  return `${file}:${line}${endLine === null || endLine === line ? '' : `-${endLine}`}`;
}
