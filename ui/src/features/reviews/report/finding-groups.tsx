import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WireFinding, WireRisk } from '../../../../../backend/contract/review.ts';
import { RISKS, RISK_WORDS } from '../../../components/risk/risk-words.ts';
import { countOf } from '../../../components/text/age.ts';
import { FindingCard } from './finding-card.tsx';

/** Findings that are drawn at once; more on request. */
const STEP = 50;

/** Findings by severity, worst first. `nothing` is said where there are none. */
export function FindingGroups({ findings, nothing }: { readonly findings: readonly WireFinding[]; readonly nothing: string }): ReactNode {
  if (findings.length === 0) return <Typography variant="body2" color="text.secondary">{nothing}</Typography>;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      {RISKS.map((severity) => {
        const group = findings.filter((finding) => finding.severity === severity);
        return group.length === 0 ? null : <Group key={severity} severity={severity} findings={group} />;
      })}
    </Box>
  );
}

function Group({ severity, findings }: { readonly severity: WireRisk; readonly findings: readonly WireFinding[] }): ReactNode {
  const [shown, setShown] = useState(STEP);
  const left = findings.length - shown;
  return (
    <Box>
      <Typography component="h4" variant="subtitle2" gutterBottom>{RISK_WORDS[severity].word}: {countOf(findings.length, 'finding')}</Typography>
      <Box component="ul" sx={{ m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 1 }}>
        {findings.slice(0, shown).map((finding, index) => <FindingCard key={index} finding={finding} />)}
      </Box>
      {left > 0 && <Button size="small" sx={{ mt: 1 }} onClick={() => { setShown(shown + STEP); }}>Show {Math.min(STEP, left)} more of {left.toLocaleString('en')}</Button>}
    </Box>
  );
}
