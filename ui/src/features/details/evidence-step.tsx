import { Box, Typography, useTheme } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireCheck } from '../../../../backend/contract/verification.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { CopyButton } from '../../components/text/copy-button.tsx';
import { OuterText } from '../../components/text/outer-text.tsx';
import { VERDICT_COLOURS } from '../../components/verdict/verdict-colours.ts';
import { STATE_WORDS, STEP_TITLES } from './step-words.ts';

/** One step: its state as icon and word, the reason, what to do, and on request the values and commands behind it. */
export function EvidenceStep({ check, isLast }: { readonly check: WireCheck; readonly isLast: boolean }): ReactNode {
  const { word, icon, tone } = STATE_WORDS[check.state];
  const colours = VERDICT_COLOURS[useTheme().palette.mode][tone];
  const title = STEP_TITLES[check.id];
  const hasMore = Object.keys(check.values).length > 0 || check.commands.length > 0;
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '28px minmax(0, 1fr)', columnGap: 1.5 }}>
      <Box aria-hidden="true" sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center' }}>
        <Box sx={{ width: 26, height: 26, borderRadius: '50%', display: 'grid', placeItems: 'center', color: colours.foreground, backgroundColor: colours.background }}><Icon name={icon} size={15} /></Box>
        {!isLast && <Box sx={{ flex: 1, width: '2px', backgroundColor: 'divider', my: 0.5 }} />}
      </Box>
      <Box sx={{ pb: isLast ? 0 : 2, minWidth: 0 }}>
        <Typography component="h4" variant="body2" sx={{ fontWeight: 600, lineHeight: '26px' }}>
          {title} <Box component="span" sx={{ color: colours.foreground, fontWeight: 500, ml: 0.5 }}>{word}</Box>
        </Typography>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}><OuterText text={check.message} /></Typography>
        {check.hint !== '' && <Typography variant="body2" color="text.secondary" sx={{ mt: 0.25, overflowWrap: 'anywhere' }}><strong>What to do:</strong> <OuterText text={check.hint} /></Typography>}
        {hasMore && <Disclosure summary="Values and commands" context={title}><StepEvidence check={check} title={title} /></Disclosure>}
      </Box>
    </Box>
  );
}

function StepEvidence({ check, title }: { readonly check: WireCheck; readonly title: string }): ReactNode {
  const facts = check.code === null ? check.values : { ...check.values, code: check.code };
  return (
    <>
      <FactList facts={facts} />
      {check.commands.length > 0 && <Typography variant="caption" component="p" color="text.secondary" sx={{ mt: 1 }}>Check it by hand</Typography>}
      {check.commands.map((command, index) => (
        <Box key={index} sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5, mt: 0.5 }}>
          <Box component="pre" tabIndex={0} aria-label={`Command for ${title}`} sx={{ m: 0, p: 1, flex: 1, minWidth: 0, overflowX: 'auto', whiteSpace: 'pre', fontSize: 12, borderRadius: 0.5, backgroundColor: 'action.hover' }}>
            <OuterText text={command} maxCharacters={2_000} />
          </Box>
          <CopyButton text={command} label={`Copy the command for ${title}`} />
        </Box>
      ))}
    </>
  );
}
